-- A batch counted all names that do not resemble their addresses, so its cost grew with the letter. Now it counts those that were added
-- or taken off since the last one: `doubtful` says which are in `names_doubtful`.
alter table signature add column doubtful boolean not null default false;
update signature set doubtful = true
  where resemblance = 'no' and counted and not name_hidden and invalid_reason is null;
update letter set names_doubtful = standing.count, names_checked = least(names_checked, standing.count)
  from (select l.id, (select count(*)::int from signature s where s.letter_id = l.id and s.doubtful) as count from letter l) as standing
  where letter.id = standing.id and letter.names_doubtful <> standing.count;
create index signature_doubtful_due on signature (letter_id)
  where doubtful <> (resemblance is not null and resemblance = 'no' and counted and not name_hidden and invalid_reason is null);
