-- Names are kept as sort keys that are meant for the order of their characters' numbers. A server whose own order is
-- another one (en_US, ICU) would sort, and turn pages, otherwise. The index is made anew with the column.
alter table person alter column sort_key type text collate "C";
