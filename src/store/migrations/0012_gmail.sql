-- Gmail delivers all spellings of an address to one mailbox: beside each spelling stands the one without dots and what follows a
-- plus. Who is who is asked anew.
insert into account_key (owner_id, kind, value, account_id, import_no, firm)
select owner_id, kind, mailbox, account_id, import_no, bool_or(firm)
from (
  select owner_id, kind, value, account_id, import_no, firm,
    replace(split_part(split_part(value, '@', 1), '+', 1), '.', '') || '@gmail.com' as mailbox
  from account_key where kind = 'mail' and value ~ '^[^@]+@(gmail|googlemail)[.]com$'
) as spelled
where mailbox <> value and mailbox <> '@gmail.com'
group by owner_id, kind, mailbox, account_id, import_no
on conflict do nothing;
update owner set facts_no = facts_no + 1;
