-- The figures by employer, class and visibility that the desk shows. They are kept because they follow the tally only when no
-- figure moves by less than the letter's batch size: whoever compares two of them must learn no more than from one.
create table breakdown (
  letter_id uuid primary key references letter on delete cascade,
  substance_revision integer not null,
  as_of timestamptz not null,
  figures jsonb not null
);
