-- What was last known of each golden signal of each project's service. What was good stays while nothing newer is.
create table signal_reading (
    project    varchar                     not null,
    signal     varchar                     not null,
    query      varchar                     not null, -- another query's number says nothing about this one
    number     double precision,
    number_at  timestamp(6) with time zone,          -- null: never known
    problem    varchar,                              -- why the newest answer held no number; null if it did
    trend_from timestamp(6) with time zone not null,
    trend_step integer                     not null, -- seconds
    trend      varchar                     not null, -- numbers with commas between them, nothing where none is known
    primary key (project, signal)
);
