-- Three acts need an owner who has just proved the mailbox: exporting names, disclosing names, and changing owners.
-- An owner who was added less than three days ago cannot agree to them.

alter table membership
  -- Null for owners of older releases, and for the person who started the letter.
  add column owner_since timestamptz;

alter table organizer_session
  -- When the session last proved the account's mailbox with a code.
  add column proved_at timestamptz;

alter table account_challenge drop constraint account_challenge_act_check;
alter table account_challenge add constraint account_challenge_act_check
  check (act in ('codes', 'address', 'recovery', 'link', 'fresh'));
