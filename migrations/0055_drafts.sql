-- A new letter offers to sign anonymously, so that nobody has to know of this way to protect the signatories. Existing letters stay
-- as they are.
alter table letter alter column visibilities set default '{anonymous,withheld,public}';
-- A discarded draft can be taken back for a day.
alter table letter
  -- When a discarded draft is erased, on the hour. Null if it was not discarded.
  add column erases_at timestamptz,
  add constraint letter_discarded check (erases_at is null or state = 'draft');
