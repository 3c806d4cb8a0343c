-- A set of labels that fired once at least. What it says of severity, project and model is read from its labels.
create table alert (
    cluster     varchar  not null,
    fingerprint bigint   not null, -- FNV-1a of the labels, shown as 16 hex digits
    name        varchar  not null,
    severity    smallint not null, -- rank, the worst the highest
    project     varchar,
    model       varchar,
    labels      varchar  not null, -- JSON object in the order of the names
    primary key (cluster, fingerprint)
);
create index alert_project on alert (project);

-- One firing of an alert, from start to end. Its start is part of what it is, so a delivery that comes twice finds
-- the row it made.
create table alert_episode (
    id            bigint generated always as identity primary key,
    cluster       varchar                     not null,
    fingerprint   bigint                      not null,
    starts_at     timestamp(6) with time zone not null, -- cut to milliseconds
    ends_at       timestamp(6) with time zone,          -- null while it fires
    ending        smallint                    not null, -- 0 fires, 1 superseded, 2 gone, 3 resolved
    annotations   varchar                     not null, -- JSON object
    generator_url varchar,
    received_at   timestamp(6) with time zone not null,
    ended_seen_at timestamp(6) with time zone,
    suppression   varchar,                              -- JSON; null unless silenced, inhibited or muted
    changes       integer                     not null,
    ended_change  integer,                              -- which of the changes ended it
    unique (cluster, fingerprint, starts_at)
);
create index alert_episode_ended on alert_episode (ends_at, id);

-- One webhook request each, append-only.
create table alert_delivery (
    id          bigint generated always as identity primary key,
    received_at timestamp(6) with time zone not null,
    cluster     varchar                     not null,
    sender      varchar                     not null,
    hash        varchar                     not null, -- SHA-256 of the body as it came
    bytes       integer                     not null,
    outcome     varchar                     not null, -- STORED, REFUSED or REPLAYED
    note        varchar                     not null, -- what was wrong with it
    receiver    varchar                     not null,
    group_key   varchar                     not null,
    alerts      integer                     not null,
    truncated   integer                     not null
);
create index alert_delivery_cluster on alert_delivery (cluster, received_at);
create index alert_delivery_truncated on alert_delivery (truncated, received_at);

-- The bodies, for a time. Apart, so that they can be dropped without touching anything else.
create table alert_delivery_body (
    delivery_id bigint not null primary key,
    received_at timestamp(6) with time zone not null,
    body        bytea  not null -- gzip
);
create index alert_delivery_body_received on alert_delivery_body (received_at);

-- What people decided about an episode; the version tells a stale decision.
create table alert_handling (
    episode_id         bigint not null primary key,
    version            bigint not null,
    owner              varchar,
    acknowledged_by    varchar,
    acknowledged_at    timestamp(6) with time zone,
    acknowledged_until timestamp(6) with time zone,
    usefulness         varchar,
    post_mortem        varchar
);

-- A ticked step of the runbook.
create table alert_step (
    episode_id bigint                      not null,
    step       varchar                     not null,
    ticked_by  varchar                     not null,
    ticked_at  timestamp(6) with time zone not null,
    primary key (episode_id, step)
);

-- The timeline: what happened to an episode beside its start and end, append-only.
create table alert_event (
    id         bigint generated always as identity primary key,
    episode_id bigint                      not null,
    at         timestamp(6) with time zone not null,
    kind       varchar                     not null,
    actor      varchar                     not null,
    detail     varchar                     not null
);
create index alert_event_episode on alert_event (episode_id, id);

-- When an alert that must always fire was last heard of.
create table alert_heartbeat (
    cluster  varchar                     not null,
    name     varchar                     not null,
    heard_at timestamp(6) with time zone not null,
    primary key (cluster, name)
);

-- How the comparison with each Alertmanager does.
create table alert_cluster (
    cluster        varchar not null primary key,
    last_try_at    timestamp(6) with time zone,
    last_good_at   timestamp(6) with time zone,
    last_outcome   varchar,
    error_code     varchar,
    error          varchar
);

-- A person's named filters.
create table alert_view (
    account varchar not null,
    name    varchar not null,
    query   varchar not null,
    primary key (account, name)
);
