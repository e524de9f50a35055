-- About how many people work at an employer, as an organizer typed it. Only the dashboard shows it, beside the number who signed.
alter table employer
  add column people integer constraint employer_people_check check (people between 1 and 10000000);

-- How many codes mail servers took and refused for a letter. Organizers see the columns that begin with shown_, and the domains. A
-- batch writes these, so that no moment of a code can be seen.
create table code_total (
  letter_id uuid primary key references letter on delete cascade,
  sent integer not null default 0,
  refused integer not null default 0,
  -- Rounded down.
  shown_sent integer not null default 0,
  shown_refused integer not null default 0,
  -- Mail domains at which no code arrives.
  shown_domains text[] not null default '{}'
);
alter table code_total alter column shown_domains set statistics 0;

-- From now on, this table counts the refusals since a code last arrived at the domain. The rows so far do not know that.
delete from refused_mail;

-- How many names do not resemble their addresses, as of the last batch, and how many of them moderators have looked at.
alter table letter
  add column names_doubtful integer not null default 0 check (names_doubtful >= 0),
  add column names_checked integer not null default 0 check (names_checked >= 0);
create index signature_doubtful on signature (letter_id, id)
  where resemblance = 'no' and counted and not name_hidden and invalid_reason is null;
