-- What an import told is looked for by it only when the import is undone: rows of one import lie together, so that the
-- range of each block is enough to find them. A third of what writing an account costs was in the three it replaces.
drop index account_seen_import;
drop index account_key_import;
drop index work_seen_import;
create index account_seen_import on account_seen using brin (import_no);
create index account_key_import on account_key using brin (import_no);
create index work_seen_import on work_seen using brin (import_no);
