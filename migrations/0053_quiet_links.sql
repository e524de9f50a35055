-- A thief of the database must not be able to open quiet letters. So their links are stored as a keyed hash, to find the letter, and
-- sealed, to show them to organizers.
alter table letter
  -- A link in the clear. The next start seals it and leaves null here.
  alter column quiet_token drop not null,
  -- Null if the letter has no quiet link.
  add column quiet_hash bytea unique check (length(quiet_hash) = 32),
  add column quiet_sealed bytea,
  add constraint letter_quiet_link check ((quiet_hash is null) = (quiet_sealed is null));
alter table letter
  alter column quiet_hash set statistics 0,
  alter column quiet_sealed set statistics 0;
