-- What lists, searches and joins need of a run. The values are kept apart, so that counting and searching
-- many runs reads little.
create table runs (
    project       varchar not null,
    run_id        varchar not null,
    name          varchar not null,
    experiment_id varchar not null,
    experiment    varchar not null,
    user_name     varchar,
    status        varchar not null,
    started_at    timestamp(6) with time zone,
    ended_at      timestamp(6) with time zone,
    -- The start, or 1970 for a run without one: the order of every list.
    listed_at     timestamp(6) with time zone not null,
    deleted       boolean not null,
    artifacts     varchar not null,
    source_commit varchar,
    version       varchar,
    parent_id     varchar,
    params_hash   varchar not null,
    content_hash  varchar not null,
    primary key (project, run_id)
);
create index runs_listed on runs (project, listed_at desc, run_id);
create index runs_version on runs (project, version);
create index runs_source_commit on runs (project, source_commit, listed_at desc);
create index runs_parent on runs (project, parent_id, listed_at desc);
create index runs_status on runs (project, status, listed_at desc);

-- JSON objects, keys in order.
create table run_values (
    project varchar not null,
    run_id  varchar not null,
    metrics varchar not null,
    params  varchar not null,
    tags    varchar not null,
    primary key (project, run_id)
);

create table run_experiments (
    project       varchar not null,
    experiment_id varchar not null,
    name          varchar not null,
    deleted       boolean not null,
    primary key (project, experiment_id)
);

-- How far the last complete sync came, and with which settings it read.
create table run_syncs (
    project      varchar not null primary key,
    settings     varchar not null,
    newest_start timestamp(6) with time zone,
    newest_end   timestamp(6) with time zone,
    looked_at    timestamp(6) with time zone not null
);
