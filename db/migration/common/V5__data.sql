-- What the tree of a commit says about DVC. A commit's tree never changes; "rules" is raised with the rules of reading.
create table dvc_tree (
    project varchar not null,
    commit_id varchar not null,
    part integer not null,
    rules integer not null,
    content varchar not null,
    primary key (project, commit_id, part)
);

-- Whether the data of a commit was pushed, as its remotes last answered.
create table data_check (
    project varchar not null,
    commit_id varchar not null,
    part integer not null,
    checked_at timestamp(6) with time zone not null,
    open boolean not null,
    deep boolean not null,
    has_values boolean not null,
    settings varchar not null,
    content varchar not null,
    primary key (project, commit_id, part)
);

-- Commits of which somebody wants every object asked for, however many.
create table data_deep (
    project varchar not null,
    commit_id varchar not null,
    primary key (project, commit_id)
);
