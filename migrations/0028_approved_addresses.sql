-- Which addresses a stage was approved with, as a keyed hash: they are no part of the text, so that an editor alone may change them,
-- and another one needs the owners' word again. Null where it was approved before this was kept.
alter table stage add column approved_addresses bytea check (length(approved_addresses) = 32);
-- As 0024 says: the planner keeps no sample of it.
alter table stage alter column approved_addresses set statistics 0;
