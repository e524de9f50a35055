-- One step of the delivery plan.
create table stage (
  id uuid primary key default gen_random_uuid(),
  letter_id uuid not null references letter on delete cascade,
  number integer not null,
  covering_note text not null default '',
  disclosure text not null default 'names' check (disclosure in ('count', 'names')),
  state text not null default 'draft' check (state in ('draft', 'announced', 'sending', 'done', 'cancelled')),
  version integer not null default 1,
  announced_at timestamptz,
  notice_until timestamptz,
  confirmed_at timestamptz,
  finished_at timestamptz,
  cancelled_at timestamptz,
  unique (letter_id, number)
);

create table stage_recipient (
  stage_id uuid not null references stage on delete cascade,
  recipient_id uuid not null references recipient on delete cascade,
  primary key (stage_id, recipient_id)
);

-- What is sent, frozen. A withdrawal before a copy is handed over makes a new version for the copies not yet sent. The list
-- holds the ids and names that any recipient may see.
-- Bytes that bear names are destroyed two weeks after the last copy; hashes and tally stay.
create table snapshot (
  stage_id uuid not null references stage on delete cascade,
  version integer not null check (version > 0),
  revision integer not null,
  tally jsonb not null,
  list_sealed bytea,
  content_hash bytea not null check (length(content_hash) = 32),
  as_of timestamptz not null,
  made_on date not null,
  stale boolean not null default false,
  primary key (stage_id, version)
);

-- What one group of recipients gets of a snapshot: those who were added with a later revision see no `recipients` names from
-- before it. The PDF is made by a job, and comes out the same each time.
create table snapshot_edition (
  stage_id uuid not null,
  version integer not null,
  since_revision integer not null,
  names integer not null check (names >= 0),
  content_hash bytea not null check (length(content_hash) = 32),
  pdf_sealed bytea,
  pdf_bytes integer,
  pdf_hash bytea check (length(pdf_hash) = 32),
  primary key (stage_id, version, since_revision),
  foreign key (stage_id, version) references snapshot on delete cascade
);

-- One stage to one recipient. `handing-over` is committed before the mail server is spoken to; a process that dies then leaves
-- it behind, and it becomes `unsure`: never sent again by itself.
create table delivery (
  id uuid primary key default gen_random_uuid(),
  stage_id uuid not null references stage on delete cascade,
  recipient_id uuid not null references recipient on delete cascade,
  state text not null default 'queued'
    check (state in ('queued', 'handing-over', 'accepted', 'refused', 'unsure', 'cancelled')),
  message_id text not null unique,
  -- As it was when the delivery was confirmed: a later edit sends nothing to somebody else.
  address_sealed bytea,
  since_revision integer not null,
  snapshot_version integer,
  content_hash bytea,
  tries integer not null default 0,
  first_tried_at timestamptz,
  -- The answering code and text of the mail server, cleaned of addresses.
  last_answer text,
  next_try_at timestamptz,
  -- Which worker speaks to the mail server: it holds a session advisory lock of this name while it lives.
  worker text,
  accepted_at timestamptz,
  unique (stage_id, recipient_id)
);
create index delivery_due on delivery (next_try_at) where state = 'queued';
create index delivery_handing_over on delivery (id) where state = 'handing-over';

-- The recipient's private page. The token is stored as a hash; it can be revoked, and ends at purge.
create table recipient_page (
  token_hash bytea primary key check (length(token_hash) = 32),
  delivery_id uuid not null unique references delivery on delete cascade,
  -- Sealed, so that a resent mail bears the same link.
  token_sealed bytea not null,
  revoked boolean not null default false
);

create table receipt (
  delivery_id uuid primary key references delivery on delete cascade,
  confirmed_at timestamptz not null
);

-- A code mailed to a recipient's own address, good for one answer. The answer itself is not here: the page carries it.
create unlogged table recipient_challenge (
  id bytea primary key check (length(id) = 16),
  delivery_id uuid not null,
  code_mac bytea not null,
  mail_sealed bytea,
  -- The answer that it was spent on; typing the same once more gives the same.
  response_id uuid,
  answer_hash bytea,
  attempts_left smallint not null check (attempts_left >= 0),
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index recipient_challenge_delivery on recipient_challenge (delivery_id, created_at);

-- An answer. `counts_as_answer` is the owners' decision and alone stops the clock: acknowledged is not answered.
create table response (
  id uuid primary key default gen_random_uuid(),
  letter_id uuid not null references letter on delete cascade,
  delivery_id uuid references delivery on delete cascade,
  recipient_id uuid references recipient on delete set null,
  way text not null check (way in ('page', 'mail', 'other')),
  text_sealed bytea,
  text text,
  answered_on date not null,
  published_at timestamptz,
  counts_as_answer boolean not null default false,
  check ((published_at is null) or text is not null)
);
create index response_letter on response (letter_id);

-- A repeat of the same request with the same key answers the same. Keys are hashed with the caller's identity.
create unlogged table idempotency (
  key_hash bytea primary key check (length(key_hash) = 32),
  request_hash bytea not null,
  status smallint,
  body bytea,
  created_at timestamptz not null
);
