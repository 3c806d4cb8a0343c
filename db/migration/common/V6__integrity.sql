-- One row a version tag, rewritten only when what it says changes.
create table integrity_version (
    project      varchar                     not null,
    tag          varchar                     not null,
    artifact     varchar,
    version      varchar                     not null,
    commit_id    varchar                     not null,
    tagged_at    timestamp(6) with time zone,
    stages       varchar                     not null, -- JSON array of names
    run_id       varchar,
    experiment   varchar,
    verdict      smallint                    not null, -- rank of the outcome, the worst the highest
    problems     integer                     not null, -- bit n: check n is a problem
    findings     varchar                     not null, -- JSON: code and evidence of every check
    search_text  varchar                     not null,
    fingerprint  varchar                     not null, -- of all of the above
    judged_at    timestamp(6) with time zone not null,
    first_at     timestamp(6) with time zone, -- of the first verdict, as long as the row is as it was written then
    primary key (project, tag)
);
create index integrity_version_worst on integrity_version (project, verdict, tagged_at);
create index integrity_version_version on integrity_version (project, version);
create index integrity_version_commit on integrity_version (project, commit_id);

-- Every change of a verdict, append-only. A version's first verdict is here only when its row does not show it any
-- more: a first sync would write each of them twice.
create table integrity_change (
    id         bigint generated always as identity primary key,
    project    varchar                     not null,
    tag        varchar                     not null,
    changed_at timestamp(6) with time zone not null,
    before     smallint,
    verdict    smallint                    not null,
    because    varchar                     not null -- JSON: the finding that decided
);
create index integrity_change_tag on integrity_change (project, tag, id);

-- What changed and was not judged yet, written in the transaction of the change itself. Insert-only: a mark is
-- deleted by its id, so one that arrives during a judgement is never lost.
create table integrity_dirty (
    id      bigint generated always as identity primary key,
    project varchar not null,
    kind    varchar not null, -- TAG, CLAIM, COMMIT or ALL
    names   varchar not null  -- JSON array
);
create index integrity_dirty_project on integrity_dirty (project);

create table integrity_orphan (
    project    varchar not null,
    run_id     varchar not null,
    name       varchar not null,
    experiment varchar not null,
    version    varchar not null,
    started_at timestamp(6) with time zone,
    code       varchar not null,
    others     varchar not null, -- JSON array: the tags or runs that the reason names
    primary key (project, run_id)
);
create index integrity_orphan_version on integrity_orphan (project, version);

-- One row a project: its lock, and what its last judgement rested on.
create table integrity_project (
    project varchar not null primary key,
    basis   varchar,
    as_of   timestamp(6) with time zone
);
