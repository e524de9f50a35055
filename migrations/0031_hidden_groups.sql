-- A batch adds and changes signatures in groups by who may see the name, so it must know two things of a signature that is counted.
-- Whether it had a name when it was first shown: a withdrawal erases the name at once, and its group must not change with that.
alter table signature add column named boolean not null default true;
update signature set named = false
  where visibility = 'anonymous' or (visibility = 'withheld' and name is null and name_sealed is null);
alter table signature alter column named set default false;
-- Whether its withdrawal makes room for another signature of the same person, which must not be counted beside it.
alter table signature add column moves boolean not null default false check (not moves or pending_withdrawal);
-- Nothing says which of the withdrawals that wait now do, so all of them go with the next batch that adds something, as they would have.
update signature set moves = true where pending_withdrawal;
-- As 0024 says: the planner keeps no sample of it.
alter table signature alter column named set statistics 0;
alter table signature alter column moves set statistics 0;

-- The redeemed credentials of some classes, or of all; the others stay. What was withdrawn before its batch always goes.
drop function take_pending(uuid);
create function take_pending(of_letter uuid, of_classes text[] default null) returns setof pending language plpgsql as $$
declare
  standing pending[];
begin
  lock table pending in access exclusive mode;
  select array_agg(p) into standing from pending p;
  truncate pending;
  insert into pending select (each).* from unnest(standing) as each
    where not (each.letter_id = of_letter
      and (of_classes is null or each.class = any(of_classes) or each.withdrawal is not null))
    order by each.id;
  return query select (each).* from unnest(standing) as each
    where each.letter_id = of_letter
      and (of_classes is null or each.class = any(of_classes) or each.withdrawal is not null)
    order by each.id;
end $$;
