-- The record that an address has been used once on a letter. No time, no sequence, no id, no address.
create table claim (
  letter_id uuid not null references letter on delete cascade,
  tag bytea not null check (length(tag) = 32),
  request_hash bytea not null check (length(request_hash) = 32),
  primary key (letter_id, tag)
);

-- The page that asked for a code. UNLOGGED: what still awaits its code is in no write-ahead log, and nothing is lost that
-- was acknowledged. payload_sealed holds what was typed; nothing in it can be read without the letter's claims key.
create unlogged table challenge (
  id bytea primary key check (length(id) = 16),
  letter_id uuid not null,
  tag bytea not null,
  purpose text not null check (purpose in ('sign', 'remove')),
  payload_sealed bytea not null,
  attempts_left smallint not null check (attempts_left >= 0),
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index challenge_expiry on challenge (expires_at);

-- The codes mailed to an address: at most five at a time, one a slot, so that a race cannot mail a sixth. Any of them that
-- has not expired is good in any open challenge of the same tag: a stranger who asks for many cannot shut the owner out.
create unlogged table code (
  letter_id uuid not null,
  tag bytea not null,
  slot smallint not null check (slot between 1 and 5),
  code_mac bytea not null,
  mail_sealed bytea,
  id bytea not null unique check (length(id) = 16),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (letter_id, tag, slot)
);

-- Wrong codes for one address, over all challenges: the bound on guessing. One row an address and hour.
create unlogged table code_attempts (
  letter_id uuid not null,
  tag bytea not null,
  hour timestamptz not null,
  wrong integer not null,
  primary key (letter_id, tag, hour)
);

-- Mails to one address over all letters, keyed by a hash that changes every hour.
create unlogged table mail_allowance (
  bucket bytea primary key,
  sent integer not null,
  hour timestamptz not null
);

-- A confirmed signature that awaits its batch: durable, sealed whatever its visibility, shown and counted nowhere.
-- Its rows leave in one transaction, in the order of their random ids.
create table waiting_signature (
  id bytea primary key check (length(id) = 16),
  letter_id uuid not null references letter on delete cascade,
  revision integer not null,
  visibility text not null check (visibility in ('withheld', 'together', 'recipients', 'public')),
  class text not null check (class in ('mailbox', 'vouched', 'reviewed', 'supporter')),
  employer_id uuid references employer,
  verifier bytea not null check (length(verifier) = 32),
  name_sealed bytea,
  resemblance text check (resemblance in ('yes', 'no', 'unclear')),
  claim_tag bytea,
  -- Only a public signature may be found by proving its mailbox.
  check (claim_tag is null or visibility = 'public'),
  foreign key (letter_id, revision) references revision (letter_id, number)
);
create unique index waiting_signature_verifier on waiting_signature (letter_id, verifier);

-- A counted signature. Everything with "pending" in its name takes effect on counts at the next batch; a name goes at once.
create table signature (
  id bytea primary key check (length(id) = 16),
  letter_id uuid not null references letter on delete cascade,
  revision integer not null,
  -- As tallied. What is shown may be less at once (see disclosure.ts), never more.
  visibility text not null check (visibility in ('anonymous', 'withheld', 'together', 'recipients', 'public')),
  class text not null check (class in ('mailbox', 'vouched', 'reviewed', 'supporter')),
  employer_id uuid references employer,
  verifier bytea check (length(verifier) = 32),
  -- In clear for a standing public name alone; sealed otherwise; null where none was given or it has been taken away.
  name text check (name is null or visibility = 'public'),
  name_sealed bytea,
  resemblance text check (resemblance in ('yes', 'no', 'unclear')),
  claim_tag bytea check (claim_tag is null or visibility = 'public'),

  counted boolean not null default true,
  invalid_reason text check (invalid_reason in ('not-theirs', 'not-an-employee', 'not-a-person', 'other')),
  -- An organizer hid the name ("my name, not my signature"), or the mailbox was proved again.
  name_hidden boolean not null default false,
  pending_visibility text check (pending_visibility in ('anonymous', 'withheld', 'recipients', 'together')),
  pending_revision integer,
  pending_withdrawal boolean not null default false,
  -- What is left of a withdrawn signature once its batch has closed: its place in the circle, so that nobody else's moves.
  withdrawn boolean not null default false,
  -- Day on which a proved mailbox withdraws this signature unless its signing key objects.
  removal_due date,
  -- A name stands in clear exactly where everybody may see it: what takes it away seals or erases it at once.
  check (name is null or (pending_visibility is null and not pending_withdrawal and not name_hidden and invalid_reason is null)),
  check (name is null or name_sealed is null),
  check (not withdrawn or (not counted and name is null and name_sealed is null and verifier is null and claim_tag is null)),
  foreign key (letter_id, revision) references revision (letter_id, number)
);
create unique index signature_verifier on signature (letter_id, verifier);
create unique index signature_claim_tag on signature (letter_id, claim_tag) where claim_tag is not null;
-- Keyset pages of the names that everybody sees, and the desk's pages of all.
create index signature_names on signature (letter_id, id) where name is not null;
create index signature_list on signature (letter_id, id);
-- Public names that are not shown just now: few, and subtracted from the tally where names are announced.
create index signature_unshown on signature (letter_id) where visibility = 'public' and name is null;
-- What the next batch has to carry out.
create index signature_pending on signature (letter_id)
  where pending_visibility is not null or pending_revision is not null or pending_withdrawal
     or (not withdrawn and counted = (invalid_reason is not null));
create index signature_removal_due on signature (removal_due) where removal_due is not null;

-- The counts, moved by a batch in the transaction that moves the signatures, equal to a recount always. employer_id is
-- null for classes without an employer.
create table tally (
  letter_id uuid not null references letter on delete cascade,
  revision integer not null,
  class text not null,
  visibility text not null,
  employer_id uuid references employer,
  count integer not null check (count >= 0),
  unique nulls not distinct (letter_id, revision, class, visibility, employer_id)
);
create table tally_day (
  letter_id uuid not null references letter on delete cascade,
  day date not null,
  class text not null,
  net integer not null,
  primary key (letter_id, day, class)
);

-- "My name, not my signature" and "take my name away", for the desk. What was typed is sealed and goes when it is settled.
create table name_claim (
  id uuid primary key default gen_random_uuid(),
  letter_id uuid not null references letter on delete cascade,
  signature_id bytea references signature on delete set null,
  kind text not null check (kind in ('not-mine', 'take-away')),
  message_sealed bytea,
  state text not null default 'waiting' check (state in ('waiting', 'hidden', 'declined')),
  received_on date not null
);
create index name_claim_letter on name_claim (letter_id, state);

-- Mail that an employer's server refused, per domain and day: a hint that codes are blocked. Never per address.
create table refused_mail (
  letter_id uuid not null references letter on delete cascade,
  domain text not null,
  day date not null,
  refused integer not null,
  primary key (letter_id, domain, day)
);
