-- Connections, cards exchanged and meetings (kinds 15, 17, 18) are of both (direction 3), whichever side a source listed
-- them on: no file says who began them. The figures of those who have any are counted anew.
update act set direction = 3 where kind in (15, 17, 18) and direction <> 3;
update act_also set statement = jsonb_set(statement, '{direction}', '3')
where (statement->>'kind')::int in (15, 17, 18) and statement->>'direction' <> '3';
update owner set facts_no = facts_no + 1
where exists (select from act where act.owner_id = owner.owner_id and act.direction = 3);
