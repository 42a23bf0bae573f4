select create_distributed_table(name, 'owner_id', colocate_with => 'owner')
from unnest(array['account_word', 'account_sign']) as name;
