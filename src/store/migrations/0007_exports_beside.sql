-- A file or folder may hold the exports of several networks, or several of one: each is an import of its own. `export`
-- says which of them an import reads, `beside` with which import it was brought.
alter table import
  add column export text not null default '',
  add column beside int;
update import set export = network where network is not null;
