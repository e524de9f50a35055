-- What every later table leans on: who runs the server's letters, and what identifies this installation.
-- Plain SQL, forward only. A migration that has landed is never changed.

-- One row. key_check is HMAC(server key, 'installation'): a start with another or a missing key folder is
-- noticed before it writes anything that the right keys could not read.
create table installation (
  only_row boolean primary key default true check (only_row),
  key_check bytea not null
);

-- Organizers use personal addresses. The address is sealed (it is needed for codes); the tag, a keyed hash,
-- finds the row without opening anything.
create table organizer (
  id uuid primary key default gen_random_uuid(),
  address_tag bytea not null unique,
  address_sealed bytea not null,
  name text not null check (length(name) between 1 and 200),
  created_on date not null
);

-- A session is revocable here whatever its JWT says. Only hashes of tokens are stored, and no time finer than a day
-- but the expiry, which is a policy and not an observation.
create table organizer_session (
  id uuid primary key default gen_random_uuid(),
  organizer_id uuid not null references organizer on delete cascade,
  label text not null check (length(label) <= 100),
  created_on date not null,
  last_used_on date not null,
  expires_at timestamptz not null,
  refresh_hash bytea unique
);
create index organizer_session_organizer on organizer_session (organizer_id);

-- A code mailed to an organizer. UNLOGGED: it lives for minutes and should reach no backup and no write-ahead log.
create unlogged table sign_in_challenge (
  id bytea primary key check (length(id) = 16),
  address_tag bytea not null,
  code_mac bytea not null,
  mail_sealed bytea,
  attempts_left smallint not null check (attempts_left >= 0),
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index sign_in_challenge_tag on sign_in_challenge (address_tag, created_at);

-- One-time links: the first organizer's, and invitations to a letter (letter_id, role) or to the server.
create table invitation (
  token_hash bytea primary key check (length(token_hash) = 32),
  letter_id uuid,
  role text check (role in ('owner', 'editor', 'moderator', 'viewer')),
  invited_by uuid references organizer on delete set null,
  expires_at timestamptz not null,
  check ((letter_id is null) = (role is null))
);
