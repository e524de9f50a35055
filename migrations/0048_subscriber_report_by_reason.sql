-- A subscriber counts once for each reason, so the table needs no hash. A plain hash would let anyone with the database test guesses of a
-- report, and a hostile mail server could add any number of rows. The table is made again, because a dropped column stays in its rows.
create temporary table counted on commit drop as select distinct subscriber_id, reason from subscriber_report;
drop table subscriber_report;
create table subscriber_report (
  subscriber_id bytea not null references subscriber on delete cascade,
  reason text not null,
  primary key (subscriber_id, reason)
);
alter table subscriber_report
  alter column subscriber_id set statistics 0,
  alter column reason set statistics 0;
insert into subscriber_report select subscriber_id, reason from counted order by subscriber_id, reason;
