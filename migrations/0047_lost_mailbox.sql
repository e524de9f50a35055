-- An organizer who loses the mailbox can sign in with a recovery code and prove another address. The operator can make a link for it.

alter table organizer_session
  -- Set if a recovery code started the session: until then, it proves the account without the old mailbox.
  add column recovers_until timestamptz;

create table recovery_code (
  -- The code identifies its account, so that nobody types an address with it.
  code_hash bytea primary key check (length(code_hash) = 32),
  organizer_id uuid not null references organizer on delete cascade,
  -- Set once a newer set exists: codes of the earlier set stay good for the waiting time.
  ends_at timestamptz
);
create index recovery_code_organizer on recovery_code (organizer_id);

-- A new address that was proved without the old mailbox. It waits, so that the old mailbox can object.
create table address_change (
  organizer_id uuid primary key references organizer on delete cascade,
  address_tag bytea not null check (length(address_tag) = 32),
  address_sealed bytea not null,
  due_at timestamptz not null
);
create index address_change_due on address_change (due_at);

-- The operator's link.
create table recovery_link (
  token_hash bytea primary key check (length(token_hash) = 32),
  organizer_id uuid not null unique references organizer on delete cascade,
  expires_at timestamptz not null
);

-- Codes that prove mailboxes for an act on an account. UNLOGGED like every challenge.
create unlogged table account_challenge (
  id bytea primary key check (length(id) = 16),
  organizer_id uuid not null,
  act text not null check (act in ('codes', 'address', 'recovery', 'link')),
  -- The tags of the codes: for the account's own mailbox, and for the new one.
  own_tag bytea,
  new_tag bytea,
  address_sealed bytea,
  attempts_left smallint not null check (attempts_left >= 0),
  expires_at timestamptz not null
);

-- A notice to the address that an account had when something happened to it, until it is mailed.
create table account_notice (
  id bytea primary key check (length(id) = 16),
  mail_sealed bytea not null,
  expires_at timestamptz not null
);

-- The planner's statistics would keep samples.
alter table recovery_code alter column code_hash set statistics 0;
alter table address_change
  alter column address_tag set statistics 0,
  alter column address_sealed set statistics 0;
alter table recovery_link alter column token_hash set statistics 0;
alter table account_challenge
  alter column id set statistics 0,
  alter column act set statistics 0,
  alter column own_tag set statistics 0,
  alter column new_tag set statistics 0,
  alter column address_sealed set statistics 0;
alter table account_notice
  alter column id set statistics 0,
  alter column mail_sealed set statistics 0;
