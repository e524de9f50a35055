-- Organizers can sign in with a passkey beside mailed codes.

create table passkey (
  -- A keyed hash of the credential's id, so that a copy of the database does not match a passkey on a device.
  credential_hash bytea primary key check (length(credential_hash) = 32),
  organizer_id uuid not null references organizer on delete cascade,
  -- The credential's id, its public key, and the name that the organizer gave it.
  sealed bytea not null,
  -- How often the device has used it. 0 if the device does not count.
  counter bigint not null check (counter >= 0),
  created_on date not null,
  last_used_on date
);
create index passkey_organizer on passkey (organizer_id);

-- Challenges carry their own end and a MAC. Only those that were answered are stored, so that none is answered twice. UNLOGGED like
-- every challenge, so that no backup tells when somebody signed in. A crash empties it, and ends the challenges of before (code_epoch).
create unlogged table spent_passkey_challenge (
  challenge_hash bytea primary key check (length(challenge_hash) = 32),
  expires_at timestamptz not null
);

alter table organizer_session
  -- The passkey that began the session. The session ends with it.
  add column passkey_hash bytea references passkey on delete cascade,
  -- When a mailed code last proved the mailbox. A passkey does not: it must not be able to add another one.
  add column mailbox_proved_at timestamptz;
create index organizer_session_passkey on organizer_session (passkey_hash);

-- The planner's statistics would keep samples.
alter table passkey
  alter column credential_hash set statistics 0,
  alter column sealed set statistics 0;
alter table spent_passkey_challenge alter column challenge_hash set statistics 0;
alter table organizer_session alter column passkey_hash set statistics 0;
