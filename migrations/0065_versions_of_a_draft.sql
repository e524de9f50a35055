-- Earlier states of a draft, which organizers can read, compare and restore. Sealed with the draft's key. A version has a day, and
-- neither a time nor an author, so that nobody can tell who wrote which sentence.
create table draft_version (
  letter_id uuid not null references letter on delete cascade,
  -- Counts the versions of a letter. Versions that were thinned out leave gaps.
  number integer not null check (number >= 1),
  kept_on date not null,
  content_sealed bytea not null,
  -- Null if nobody has named it.
  label_sealed bytea,
  primary key (letter_id, number)
);
alter table draft_version alter column content_sealed set statistics 0, alter column label_sealed set statistics 0;

-- An organizer says to have read a version. Opening its page says nothing.
create table draft_version_read (
  letter_id uuid not null,
  number integer not null,
  organizer_id uuid not null references organizer on delete cascade,
  primary key (letter_id, number, organizer_id),
  foreign key (letter_id, number) references draft_version on delete cascade
);
create index draft_version_read_organizer on draft_version_read (organizer_id);
