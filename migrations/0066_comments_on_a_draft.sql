-- Organizers comment on a draft, and suggest changes of its text.

-- A comment with its replies. The words, the authors' names, the days and the suggested replacement are sealed with the draft's key.
-- No column names an account or a time, so that a copy of the database does not tell who wrote which sentence, or when.
create table draft_thread (
  letter_id uuid not null references letter on delete cascade,
  -- Readers see this number beside the passage.
  number integer not null check (number > 0),
  open boolean not null default true,
  -- With the first one. Limits how many comments a letter has.
  comments integer not null default 1 check (comments > 0),
  sealed bytea not null,
  primary key (letter_id, number)
);

-- The passages of all threads of a letter, in one row, because each save of the text moves them together.
create table draft_passages (
  letter_id uuid primary key references letter on delete cascade,
  -- The number of the newest thread, also of a deleted one. A page that still shows a deleted thread must not act on another one.
  last_number integer not null default 0,
  sealed bytea not null
);

-- An organizer's name in a draft, and a random mark by which this organizer's own comments are found again. It goes when the
-- organizer leaves the letter: then nothing leads from a comment to an account any more.
create table drafting_name (
  letter_id uuid not null,
  organizer_id uuid not null,
  sealed bytea not null,
  primary key (letter_id, organizer_id),
  foreign key (letter_id, organizer_id) references membership on delete cascade
);

-- The planner's statistics would keep samples.
alter table draft_thread alter column sealed set statistics 0;
alter table draft_passages alter column sealed set statistics 0;
alter table drafting_name alter column sealed set statistics 0;
