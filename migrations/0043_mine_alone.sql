-- How often signatories said that an address that looks like a shared mailbox is theirs alone. By day, and never per address.
create table mine_alone (
  letter_id uuid not null references letter on delete cascade,
  day date not null,
  said integer not null,
  primary key (letter_id, day)
);
