-- As 0007 says, for what has come since: the planner's statistics would keep samples of what is deleted, or of what is sealed.
do $$
declare
  kept record;
begin
  for kept in
    select attrelid::regclass as of_table, attname from pg_attribute join pg_class on pg_class.oid = attrelid
    where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped
      and atttypid in ('bytea'::regtype, 'bytea[]'::regtype)
  loop
    execute format('alter table %s alter column %I set statistics 0', kept.of_table, kept.attname);
  end loop;
end $$;
alter table statement alter column text set statistics 0;

-- With a batch: writes the list of those who asked for updates anew, in the order of their ids, which are random. Somebody who signs
-- and then asks for updates would stand in the same place of both tables' order, an own transaction number next to it.
-- Receipts go with their subscriber and come back with it.
create function rewrite_subscribers(of_letter uuid) returns void language plpgsql as $$
declare
  standing subscriber[];
  told subscriber_receipt[];
begin
  -- Nobody has come since all of them were written together.
  if (select count(*) <> 1 and count(distinct xmin::text) < 2 from subscriber where letter_id = of_letter) then
    return;
  end if;
  lock table subscriber, subscriber_receipt in share row exclusive mode;
  select array_agg(s order by s.id) into standing from subscriber s where s.letter_id = of_letter;
  select array_agg(r order by r.subscriber_id, r.about) into told
    from subscriber_receipt r join subscriber s on s.id = r.subscriber_id where s.letter_id = of_letter;
  delete from subscriber where letter_id = of_letter;
  insert into subscriber select (each).* from unnest(standing) as each;
  insert into subscriber_receipt select (each).* from unnest(told) as each;
end $$;
