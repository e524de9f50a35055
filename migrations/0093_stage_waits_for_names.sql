-- A stage can wait until the names that wait for each other have appeared.
alter table stage_condition
  drop constraint stage_condition_kind_check,
  add constraint stage_condition_kind_check check (kind in ('date', 'count', 'silence', 'together'));
