-- What is to be told to whom: a row an event and receiver, written in the transaction of the event.
create table notify_delivery (
    id          bigint generated always as identity primary key,
    receiver    varchar                     not null, -- its name in the settings
    event_key   varchar                     not null, -- the same for the same event, whoever saw it
    subject     varchar                     not null, -- what the event is about: its events are told in their order
    notice      varchar                     not null, -- JSON: the event as it was
    delivery_id varchar                     not null, -- the same at every try
    created_at  timestamp(6) with time zone not null,
    attempts    int                         not null default 0,
    next_try_at timestamp(6) with time zone,          -- null when nothing is to be done any more
    give_up_at  timestamp(6) with time zone not null,
    sent_at     timestamp(6) with time zone,
    dead_at     timestamp(6) with time zone,          -- when it was given up
    error       varchar,                              -- of the last try
    remote      varchar,                              -- what it became there, such as an issue's number
    unique (receiver, event_key)
);
create index notify_delivery_due on notify_delivery (receiver, next_try_at);
create index notify_delivery_subject on notify_delivery (receiver, subject, id);
create index notify_delivery_dead on notify_delivery (receiver, dead_at);
create index notify_delivery_sent on notify_delivery (sent_at);

-- How each receiver does, and which replica sends to it now.
create table notify_receiver (
    name          varchar not null primary key,
    leased_by     varchar,
    leased_until  timestamp(6) with time zone,
    rest_until    timestamp(6) with time zone, -- it failed: nothing is tried before
    failures      int     not null default 0,  -- in a row
    failing_since timestamp(6) with time zone,
    last_sent_at  timestamp(6) with time zone,
    error         varchar
);
