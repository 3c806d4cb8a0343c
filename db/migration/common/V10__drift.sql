-- A drift report as it came in, append-only. What its columns say is in drift_column, what it said word for word in
-- drift_document.
create table drift_report (
    id              bigint generated always as identity primary key,
    project         varchar                     not null,
    hash            varchar                     not null, -- SHA-256 of the JSON and of what it was sent for
    at              timestamp(6) with time zone not null, -- of the report; of its receipt if it names no time
    received_at     timestamp(6) with time zone not null,
    sender          varchar                     not null,
    format          varchar                     not null,
    dataset_drift   boolean,                              -- null: the report does not say
    share           double precision,                     -- drifted columns ÷ tested columns; null: not known
    drift_share     double precision,                     -- the report's own limit of the share
    drifted_columns integer,
    tested_columns  integer,
    reference_rows  bigint,
    current_rows    bigint,
    run_id          varchar,
    version         varchar,
    notes           varchar                     not null, -- one sentence a line
    unique (project, hash)
);
create index drift_report_time on drift_report (project, at, id);
create index drift_report_order on drift_report (project, id);
create index drift_report_run on drift_report (project, run_id);

create table drift_column (
    report_id         bigint   not null,
    position          integer  not null,
    name              varchar  not null,
    type              varchar,
    method            varchar,          -- Evidently's id where it is known, else as the report names it
    score             double precision, -- NaN and the infinities too
    threshold         double precision,
    drifted           boolean,          -- null: it cannot be told
    reference_rows    bigint,
    current_rows      bigint,
    reference_missing bigint,
    current_missing   bigint,
    note              varchar  not null,
    primary key (report_id, position)
);

-- JSON and HTML, packed. Apart, so that a list never reads them and they can be dropped alone.
create table drift_document (
    report_id bigint  not null,
    kind      varchar not null, -- JSON or HTML
    bytes     bigint  not null, -- unpacked
    body      bytea   not null, -- gzip
    primary key (report_id, kind)
);

-- Finished runs that were looked at for a report among their artifacts.
create table drift_artifact (
    project   varchar                     not null,
    run_id    varchar                     not null,
    path      varchar                     not null,
    looked_at timestamp(6) with time zone not null,
    tries     integer                     not null,
    outcome   varchar                     not null, -- TAKEN, NONE, UNREADABLE or FAILED
    note      varchar                     not null,
    primary key (project, run_id)
);
create index drift_artifact_outcome on drift_artifact (project, outcome, looked_at);
