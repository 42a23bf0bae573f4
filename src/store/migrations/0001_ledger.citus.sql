select create_reference_table('session');
select create_reference_table('one_time_code');
select create_distributed_table('owner', 'owner_id');
select create_distributed_table(name, 'owner_id', colocate_with => 'owner')
from unnest(array['source', 'import', 'reject', 'account', 'account_seen', 'account_key', 'link_decision', 'work',
  'work_seen', 'act', 'act_also', 'person', 'note', 'support', 'support_state', 'forecast']) as name;
