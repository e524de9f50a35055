-- A draft holds the day on which signing ends. Two owners can move the end once. People who sign are told the latest end from the
-- start.
alter table letter
  -- The chosen last day of signing. Null: the usual number of days after opening.
  add column ends_on date,
  -- Until when the end can be moved: a week before it. Null in a draft, for letters that opened before this release and for letters
  -- that are open for less than a week, because their signatories were told of one end only.
  add column extendable_until timestamptz,
  -- The latest end that signatories were told.
  add column latest_end timestamptz,
  -- The end before the extension. Null if there was none.
  add column extended_from timestamptz,
  add constraint letter_extension check ((extendable_until is null) = (latest_end is null)),
  add constraint letter_extended check (extended_from is null or closes_at > extended_from),
  add constraint letter_latest_end check (closes_at <= latest_end);

alter table approval drop constraint approval_act_check;
alter table approval add constraint approval_act_check check (act in (
  'open', 'deliver', 'reveal', 'export', 'change-owner', 'close', 'purge', 'update', 'offer', 'demand', 'extend'));
