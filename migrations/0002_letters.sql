create table letter (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique check (slug ~ '^[a-z0-9](-?[a-z0-9]+){0,20}$' and length(slug) <= 80),
  -- The unguessable part of a quiet letter's link. It is replaceable, and needed in clear to be shown at the desk.
  quiet_token text not null unique,
  state text not null default 'draft' check (state in ('draft', 'quiet', 'open', 'closed', 'purged')),
  paused boolean not null default false,
  -- A letter that was never opened to the public is reached by its quiet link alone, closed or not.
  public boolean not null default false,
  press_contact text,

  -- The text being worked on, with recipients' addresses: LetterDraft in server/common/letter-rules.ts. Null once purged.
  draft_sealed bytea,
  -- Optimistic locking: every save names the version that it started from.
  draft_version integer not null default 1,

  visibilities text[] not null default '{withheld,public}'
    check (visibilities <@ '{anonymous,withheld,together,recipients,public}'::text[] and cardinality(visibilities) > 0),
  batch_minutes integer not null default 60 check (batch_minutes between 1 and 1440),
  batch_size integer not null default 5 check (batch_size between 1 and 1000),
  first_threshold integer not null default 10 check (first_threshold between 0 and 1000),
  notice_hours integer not null default 48 check (notice_hours between 0 and 720),
  goal integer check (goal between 1 and 10000000),

  -- Where counting starts: the newest revision that changed the substance. Earlier signatures are never carried over silently.
  revision integer not null default 0,
  substance_revision integer not null default 0,

  -- A batch is the only thing that moves these three. as_of is the mark of the last batch, not the time of any signature.
  as_of timestamptz,
  next_mark timestamptz,
  collecting boolean not null default true,

  created_on date not null,
  opened_at timestamptz,
  closes_at timestamptz,
  closed_at timestamptz,
  -- The key files are deleted after the transaction that closes; this says whether that still has to be done.
  claims_key_destroyed boolean not null default false,
  names_key_destroyed boolean not null default false,
  purges_at timestamptz,
  purged_at timestamptz,
  -- Set when something that names obey changes; public pages show it as a count only.
  hidden_on_request integer not null default 0,
  check ((state = 'draft') = (opened_at is null)),
  check (state <> 'open' or public),
  check (state in ('draft', 'quiet', 'open') or closed_at is not null)
);
alter table invitation add constraint invitation_letter foreign key (letter_id) references letter on delete cascade;
create index letter_next_mark on letter (next_mark) where next_mark is not null;

create table membership (
  letter_id uuid not null references letter on delete cascade,
  organizer_id uuid not null references organizer on delete cascade,
  role text not null check (role in ('owner', 'editor', 'moderator', 'viewer')),
  primary key (letter_id, organizer_id)
);
create index membership_organizer on membership (organizer_id);

-- Immutable, numbered texts. The hash is SHA-256 over the RFC 8785 form of title, text, demands, recipients, employers, language.
create table revision (
  letter_id uuid not null references letter on delete cascade,
  number integer not null check (number > 0),
  kind text not null check (kind in ('first', 'correction', 'substance')),
  title text not null,
  text text not null,
  demands jsonb not null,
  recipients jsonb not null,
  employers jsonb not null,
  language text not null,
  hash bytea not null check (length(hash) = 32),
  published_on date not null,
  primary key (letter_id, number)
);
create function refuse_change() returns trigger language plpgsql as
  $$ begin raise exception 'a published revision is immutable'; end $$;
create trigger revision_is_immutable before update on revision for each row execute function refuse_change();

-- Employers and their domains as of the newest revision; rows keep their id when a revision repeats their name.
create table employer (
  id uuid primary key default gen_random_uuid(),
  letter_id uuid not null references letter on delete cascade,
  name text not null,
  domains text[] not null check (cardinality(domains) > 0),
  current boolean not null default true,
  unique (letter_id, name)
);

-- Recipients as of the newest revision. The address is no part of the published text, and is sealed.
create table recipient (
  id uuid primary key default gen_random_uuid(),
  letter_id uuid not null references letter on delete cascade,
  name text not null,
  office text not null,
  address_sealed bytea,
  current boolean not null default true,
  -- Signatures made before this revision did not agree to show their names to this recipient.
  since_revision integer not null default 1,
  unique (letter_id, name, office)
);

-- Acts that cannot be undone wait here for a second owner.
create table approval (
  id uuid primary key default gen_random_uuid(),
  letter_id uuid not null references letter on delete cascade,
  act text not null check (act in ('open', 'deliver', 'reveal', 'export', 'change-owner', 'close', 'purge')),
  -- What exactly is agreed to. A change in it needs a new agreement.
  subject jsonb not null,
  proposed_by uuid not null references organizer on delete cascade,
  decided_by uuid references organizer on delete set null,
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'refused', 'withdrawn')),
  proposed_on date not null,
  check (decided_by is null or decided_by <> proposed_by or state = 'withdrawn')
);
create unique index approval_one_open on approval (letter_id, act, md5(subject::text)) where state = 'proposed';

-- What organizers did, for the other organizers. Goes at purge.
create table activity (
  id uuid primary key default gen_random_uuid(),
  letter_id uuid not null references letter on delete cascade,
  organizer_id uuid references organizer on delete set null,
  what text not null,
  detail jsonb not null default '{}',
  at timestamptz not null
);
create index activity_letter on activity (letter_id, at desc);
