-- The signed checkpoint of the letter's log whose counts a copy shows. Null for copies from before, and without counts.
alter table snapshot add column checkpoint text;
alter table snapshot alter column checkpoint set statistics 0;
