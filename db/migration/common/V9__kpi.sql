-- Append-only: another value for the same origin is another row, and what was deleted is a row with its end. The key
-- begins with what a series is read by and has the time in it, so that PostgreSQL can partition by time.
create table kpi_sample (
    id          bigint generated always as identity,
    project     varchar                     not null,
    kpi         varchar                     not null,
    sampled_at  timestamp(6) with time zone not null, -- end of the run, date of the tag, time of the report
    source      varchar                     not null, -- RUN, DVC or DRIFT
    origin      varchar                     not null, -- id of the run, name of the tag, id of the report
    sample      double precision            not null, -- NaN and infinities are kept
    clocked     boolean                     not null default false, -- how long the run took, for it logged no metric
    recorded_at timestamp(6) with time zone not null,
    replaced_at timestamp(6) with time zone,          -- when a later row, or nothing, took its place
    primary key (project, kpi, sampled_at, id)
);
create index kpi_sample_origin on kpi_sample (project, origin);

-- One row a KPI: raised whenever its series changes otherwise than by a row at its end.
create table kpi_series (
    project  varchar not null,
    kpi      varchar not null,
    revision bigint  not null,
    primary key (project, kpi)
);

create table kpi_breach (
    id             bigint generated always as identity primary key,
    project        varchar                     not null,
    kpi            varchar                     not null,
    rule           varchar                     not null, -- such as above-baseline-ratio-warning, or nan
    severity       varchar                     not null,
    opened_at      timestamp(6) with time zone not null,
    closed_at      timestamp(6) with time zone,
    sample         double precision            not null, -- the newest value that breaches
    limit_value    double precision,                     -- null for NaN
    baseline_value double precision,
    baseline       varchar,                              -- version or run it was compared with
    source         varchar                     not null,
    origin         varchar                     not null, -- of the newest sample that breaches
    version        varchar
);
create index kpi_breach_open on kpi_breach (project, closed_at, kpi);

-- Thresholds that were changed by hand; the newest row of a KPI counts, and one without thresholds means "as configured".
create table kpi_threshold_edit (
    id         bigint generated always as identity primary key,
    project    varchar                     not null,
    kpi        varchar                     not null,
    thresholds varchar,                              -- JSON
    edited_at  timestamp(6) with time zone not null,
    edited_by  varchar                     not null,
    why        varchar                     not null
);
create index kpi_threshold_edit_kpi on kpi_threshold_edit (project, kpi, id);

-- Append-only: who said from when on what later versions are compared with. A row of a person without version and run
-- means "by the rule again".
create table kpi_baseline (
    id        bigint generated always as identity primary key,
    project   varchar                     not null,
    model     varchar                     not null, -- empty where tags name none
    by_rule   boolean                     not null,
    version   varchar,
    run_id    varchar,
    sampled_at timestamp(6) with time zone,          -- when the version or run was made
    chosen_at timestamp(6) with time zone not null,
    chosen_by varchar                     not null,
    why       varchar                     not null
);
create index kpi_baseline_project on kpi_baseline (project, model, id);

create table kpi_candidate (
    project   varchar                     not null,
    run_id    varchar                     not null,
    marked_at timestamp(6) with time zone not null,
    marked_by varchar                     not null,
    primary key (project, run_id)
);

-- What each version's KPIs say against its limits, as the check of the version reads it.
create table kpi_version (
    project varchar not null,
    tag     varchar not null,
    model   varchar not null,
    run_id  varchar,
    answer  varchar not null, -- JSON
    primary key (project, tag)
);
create index kpi_version_run on kpi_version (project, run_id);

create table kpi_dirty (
    id      bigint generated always as identity primary key,
    project varchar not null,
    kind    varchar not null, -- RUN, TAG or ALL
    names   varchar not null  -- JSON array
);
create index kpi_dirty_project on kpi_dirty (project);

-- One row a project: its lock, and what its samples rest on.
create table kpi_project (
    project varchar not null primary key,
    basis   varchar,
    compared varchar,         -- what the versions' answers rest on
    line    varchar not null, -- JSON: the baselines now in force, by model
    drift   bigint  not null, -- the last drift report that was taken in
    as_of   timestamp(6) with time zone
);
