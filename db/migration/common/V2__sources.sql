-- How each source of each configured project does. The last good sync stays while newer attempts fail.
create table source_status (
    project          varchar not null,
    kind             varchar not null,
    last_attempt_at  timestamp(6) with time zone,
    last_good_at     timestamp(6) with time zone,
    last_full_at     timestamp(6) with time zone,
    last_outcome     varchar,
    error_code       varchar,
    error            varchar,
    requested        boolean not null default false,
    full_requested   boolean not null default false,
    progress_what    varchar,
    progress_done    bigint not null default 0,
    progress_total   bigint not null default 0,
    progress_since   timestamp(6) with time zone,
    primary key (project, kind)
);
