select create_distributed_table(name, 'owner_id', colocate_with => 'owner')
from unnest(array['match_pair', 'reading_guess']) as name;
