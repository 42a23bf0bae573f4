-- Live sources. A connected source is an import that goes on: its facts carry import_no, and undoing that import
-- takes them back. The secrets are sealed with a key that lies outside the database.

create table live (
  owner_id    uuid        not null,
  import_no   int         not null,
  kind        text        not null,
  self_key    text        not null,
  name        text        not null,
  settings    jsonb       not null default '{}',
  secrets     bytea       not null,
  -- Where to go on; written in one transaction with the rows that lead there.
  cursor      jsonb,
  -- following; waiting for the owner: token-lost, refused; disconnected: without secrets, kept for its place
  state       text        not null,
  -- Of the back-fill, 0 to 1; 1 when it is done, null when it cannot be told.
  done        real,
  next_at     timestamptz,
  -- The last time it was looked at to the end.
  followed_at timestamptz,
  failures    int         not null default 0,
  notice      jsonb,
  created_at  timestamptz not null,
  primary key (owner_id, import_no)
);
create unique index live_account on live (owner_id, kind, self_key);

-- The owner is at the network's own page and comes back with a code.
create table live_sign_in (
  owner_id   uuid        not null,
  state_hash bytea       not null,
  kind       text        not null,
  settings   jsonb       not null,
  secrets    bytea       not null,
  created_at timestamptz not null,
  primary key (owner_id, state_hash)
);
