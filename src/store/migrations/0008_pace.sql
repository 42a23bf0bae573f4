-- How fast an import is read shows from when reading last began anew, and from which byte: a pause says nothing about it.
alter table import
  add column pace_at    timestamptz,
  add column pace_bytes bigint not null default 0;
