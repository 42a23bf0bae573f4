-- The ledger. Every table of a person's own starts its key with owner_id (the distribution column on Citus);
-- tables without owner_id are shared: few rows, rare writes, nothing refers from them into the others.

create table session (
  token_hash  bytea       primary key,
  route_owner uuid        not null,
  created_at  timestamptz not null,
  expires_at  timestamptz not null
);

create table one_time_code (
  code_hash   bytea       primary key,
  route_owner uuid        not null,
  created_at  timestamptz not null,
  expires_at  timestamptz not null
);

create table owner (
  owner_id       uuid        primary key,
  language       text,
  created_at     timestamptz not null,
  -- facts_no counts every change of acts, works, accounts or links; computed_no is the one the figures stand for.
  facts_no       bigint      not null default 0,
  computed_no    bigint      not null default -1,
  next_import_no int         not null default 1,
  settings       jsonb       not null default '{}'
);

-- Where facts came from: one row a network and, where the network says whose it is, that account.
create table source (
  owner_id   uuid        not null,
  network    text        not null,
  self_key   text        not null default '',
  self_name  text,
  created_at timestamptz not null,
  primary key (owner_id, network, self_key)
);

create table import (
  owner_id     uuid        not null,
  import_no    int         not null,
  status       text        not null,
  phase        text        not null default 'waiting',
  network      text,
  version      int,
  self_key     text        not null default '',
  file_name    text        not null,
  path         text,
  -- The archive was copied into the data directory (an upload) and goes when the import is over.
  own_copy     boolean     not null default false,
  -- One of the sample people's archives.
  sample       boolean     not null default false,
  content_hash text,
  -- When the export was made, as far as its files tell: of two statements of one fact the newer export's wins.
  made_at      timestamptz,
  bytes        bigint      not null default 0,
  bytes_read   bigint      not null default 0,
  rows_done    bigint      not null default 0,
  counts       jsonb       not null default '{}',
  left_counts  jsonb       not null default '{}',
  same_as      int,
  confirmed    boolean     not null default false,
  question     jsonb,
  failure      jsonb,
  wish         text,
  created_at   timestamptz not null,
  started_at   timestamptz,
  finished_at  timestamptz,
  primary key (owner_id, import_no)
);

create table reject (
  owner_id  uuid not null,
  import_no int  not null,
  reject_no int  not null,
  place     text not null,
  code      text not null,
  detail    text,
  primary key (owner_id, import_no, reject_no)
);

-- An account belongs to one person: person_id is the smallest account_id among those that accepted decisions join.
create table account (
  owner_id   uuid    not null,
  account_id uuid    not null,
  person_id  uuid    not null,
  network    text    not null,
  key        text    not null,
  is_self    boolean not null default false,
  -- The effective description: the newest statement of account_seen.
  profile    jsonb   not null default '{}',
  primary key (owner_id, account_id)
);
create index account_person on account (owner_id, person_id);

-- What each import said of an account (import_no 0: the owner's own hand). Undo takes statements away.
create table account_seen (
  owner_id   uuid not null,
  account_id uuid not null,
  import_no  int  not null,
  as_of      timestamptz,
  is_self    boolean not null default false,
  profile    jsonb   not null default '{}',
  primary key (owner_id, account_id, import_no)
);
create index account_seen_import on account_seen (owner_id, import_no);

-- Mail addresses and profile URLs that an account is known by.
create table account_key (
  owner_id   uuid    not null,
  kind       text    not null,
  value      text    not null,
  account_id uuid    not null,
  import_no  int     not null,
  firm       boolean not null,
  primary key (owner_id, kind, value, account_id, import_no)
);
create index account_key_import on account_key (owner_id, import_no);
create index account_key_account on account_key (owner_id, account_id);

create table link_decision (
  owner_id    uuid        not null,
  decision_id uuid        not null,
  account_a   uuid        not null,
  account_b   uuid        not null,
  verdict     text        not null check (verdict in ('same', 'not-same')),
  made_by     text        not null check (made_by in ('rule', 'owner')),
  why         text        not null,
  evidence    text,
  made_at     timestamptz not null,
  revoked_at  timestamptz,
  primary key (owner_id, decision_id)
);
create index link_decision_a on link_decision (owner_id, account_a);
create index link_decision_b on link_decision (owner_id, account_b);

create table work (
  owner_id     uuid not null,
  work_id      uuid not null,
  network      text not null,
  key          text not null,
  url          text,
  title        text,
  published_at timestamptz,
  primary key (owner_id, work_id)
);
create table work_seen (
  owner_id     uuid not null,
  work_id      uuid not null,
  import_no    int  not null,
  url          text,
  title        text,
  published_at timestamptz,
  primary key (owner_id, work_id, import_no)
);
create index work_seen_import on work_seen (owner_id, import_no);

-- Lean on purpose: act_id is derived from network and external_key, so one index serves identity and idempotence.
create table act (
  owner_id     uuid        not null,
  act_id       uuid        not null,
  account_id   uuid        not null,
  work_id      uuid,
  at           timestamptz not null,
  import_no    int         not null,
  kind         smallint    not null,
  direction    smallint    not null,
  precision    smallint    not null,
  zone_known   boolean     not null,
  network      text        not null,
  external_key text        not null,
  text         text,
  url          text,
  primary key (owner_id, act_id)
);
create index act_account on act (owner_id, account_id, at);
create index act_import on act using brin (import_no);

-- Further imports that tell an act which act already holds. statement is null where they say just the same;
-- otherwise what they say (when it lost to a newer statement, or was displaced by one).
create table act_also (
  owner_id  uuid  not null,
  act_id    uuid  not null,
  import_no int   not null,
  statement jsonb,
  primary key (owner_id, import_no, act_id)
);
create index act_also_act on act_also (owner_id, act_id);

-- One row a person, made from the accounts: what lists and search need.
create table person (
  owner_id  uuid not null,
  person_id uuid not null,
  name      text not null,
  reading   text,
  sort_key  text not null,
  search    text not null,
  -- What the index finds a search line by (ledger/search-keys.ts).
  keys      text[] not null,
  networks  text[] not null,
  primary key (owner_id, person_id)
);
create index person_sort on person (owner_id, sort_key, person_id);
create index person_keys on person using gin (keys);

create table note (
  owner_id   uuid        not null,
  note_id    uuid        not null,
  account_id uuid        not null,
  text       text        not null,
  version    int         not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (owner_id, note_id)
);
create index note_account on note (owner_id, account_id);

-- The figures of one person (a row for everybody), written anew by each computation.
create table support (
  owner_id     uuid     not null,
  person_id    uuid     not null,
  p            real     not null,
  stage        smallint not null,
  -- computations in a row below .8 of the stage's threshold (hysteresis)
  below        smallint not null default 0,
  change       smallint not null default 0,
  strength     real,
  reciprocity  real,
  -- '-infinity': nothing happened yet
  last_at      timestamptz not null,
  received     int      not null,
  given        int      not null,
  evidence     jsonb    not null,
  primary key (owner_id, person_id)
);
create index support_chance on support (owner_id, p, person_id);
create index support_last on support (owner_id, last_at, person_id);
create index support_change on support (owner_id, change, p, person_id) where change <> 0;

-- One row an owner: the headline, the fitted model, the back-test.
create table support_state (
  owner_id    uuid        primary key,
  facts_no    bigint      not null,
  computed_at timestamptz not null,
  headline    jsonb       not null,
  fitted      jsonb       not null,
  truth       jsonb       not null
);

create table forecast (
  owner_id    uuid        not null,
  forecast_id uuid        not null,
  made_at     timestamptz not null,
  closes_at   timestamptz not null,
  model       text        not null,
  known       jsonb       not null,
  newcomers   jsonb       not null,
  accounts    uuid[]      not null,
  chances     real[]      not null,
  scored_at   timestamptz,
  actual      int,
  log_loss    real,
  primary key (owner_id, forecast_id)
);
create index forecast_due on forecast (owner_id, closes_at) where scored_at is null;
