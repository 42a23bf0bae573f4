select create_distributed_table('match_pair', 'owner_id', colocate_with => 'owner');
