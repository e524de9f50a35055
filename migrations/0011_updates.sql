-- Those who asked for updates of a letter: an address, sealed under the letter's key of names, and nothing else. It shares no id with
-- any signature, and no row says when it came. The key goes when the names are due, and with it whatever a copy still holds.
create table subscriber (
  id bytea primary key check (length(id) = 16),
  letter_id uuid not null references letter on delete cascade,
  -- A keyed hash, under the same key, so that one address is on a letter's list once.
  address_tag bytea not null check (length(address_tag) = 32),
  address_sealed bytea not null,
  unique (letter_id, address_tag)
);

-- A code mailed to an address that asks to be put on the list.
create unlogged table subscriber_challenge (
  id bytea primary key check (length(id) = 16),
  letter_id uuid not null,
  code_mac bytea not null,
  mail_sealed bytea not null,
  attempts_left smallint not null check (attempts_left >= 0),
  expires_at timestamptz not null
);
create index subscriber_challenge_expires on subscriber_challenge (expires_at);

-- What organizers tell those who asked, and everybody on the letter's page. Sealed as long as nobody has published it.
create table letter_update (
  id uuid primary key default gen_random_uuid(),
  letter_id uuid not null references letter on delete cascade,
  draft_sealed bytea,
  -- What another owner agrees to is one version of it.
  version integer not null default 1,
  text text,
  published_on date,
  -- Of several on one day the later stands above.
  number integer,
  check ((text is null) = (published_on is null)),
  check ((text is null) = (number is null)),
  unique (letter_id, number)
);
create unique index letter_update_one_draft on letter_update (letter_id) where text is null;

-- One mailing to one subscriber, written before the mail server is spoken to: nobody is written to twice. `unsure` is what the
-- death of a process leaves.
create table subscriber_receipt (
  subscriber_id bytea not null references subscriber on delete cascade,
  -- The stage that was announced, or the update.
  about uuid not null,
  state text not null default 'unsure' check (state in ('unsure', 'sent', 'refused')),
  primary key (subscriber_id, about)
);
create index subscriber_receipt_about on subscriber_receipt (about);

-- What came back of a delivery: the reports of mail servers (RFC 3464), each once.
create table bounce (
  delivery_id uuid not null references delivery on delete cascade,
  report_hash bytea not null check (length(report_hash) = 32),
  verdict text not null check (verdict in ('failed', 'delayed')),
  -- RFC 3463: 5.1.1
  status text not null,
  -- In the server's words, cleaned of addresses.
  said text not null,
  noted_on date not null,
  primary key (delivery_id, report_hash)
);

-- An invitation that is to be mailed: link and address, sealed, until the mail has gone.
create unlogged table invitation_mail (
  token_hash bytea primary key check (length(token_hash) = 32),
  mail_sealed bytea not null,
  expires_at timestamptz not null
);

alter table approval drop constraint approval_act_check;
alter table approval add constraint approval_act_check
  check (act in ('open', 'deliver', 'reveal', 'export', 'change-owner', 'close', 'purge', 'update'));
