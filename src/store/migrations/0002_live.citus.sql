select create_distributed_table(name, 'owner_id', colocate_with => 'owner')
from unnest(array['live', 'live_sign_in']) as name;
