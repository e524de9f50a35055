-- Owners answer proposals on one page, which binds an agreement to exactly the content that it showed.

alter table approval
  -- Sealed under the draft's key: the address of an invited owner, until the proposal is settled.
  add column detail_sealed bytea,
  -- An agreed export can be fetched once, until then.
  add column granted_until timestamptz,
  -- Null for proposals of older releases.
  add column asked_at timestamptz,
  -- True once the owners who have not answered were reminded.
  add column reminded boolean not null default false;
alter table approval drop constraint approval_state_check;
alter table approval add constraint approval_state_check
  check (state in ('proposed', 'approved', 'refused', 'withdrawn', 'used'));

-- A refusal ends a proposal only once every other owner has refused it.
create table approval_refusal (
  approval_id uuid not null references approval on delete cascade,
  organizer_id uuid not null references organizer on delete cascade,
  -- Sealed under the draft's key.
  reason_sealed bytea not null,
  refused_on date not null,
  primary key (approval_id, organizer_id)
);
create index approval_refusal_organizer on approval_refusal (organizer_id);

-- The content that the page of a proposal last showed to an owner, and the content before it, to show what has changed.
-- Holds no time. Sealed under the draft's key.
create table approval_look (
  letter_id uuid not null references letter on delete cascade,
  organizer_id uuid not null references organizer on delete cascade,
  -- The kind of act, with the id of the stage that it is about.
  about text not null,
  shown_hash bytea not null check (length(shown_hash) = 32),
  shown_sealed bytea not null,
  before_sealed bytea,
  primary key (letter_id, organizer_id, about)
);
create index approval_look_organizer on approval_look (organizer_id);

-- The planner's statistics would keep samples.
alter table approval alter column detail_sealed set statistics 0;
alter table approval_refusal alter column reason_sealed set statistics 0;
alter table approval_look
  alter column about set statistics 0,
  alter column shown_hash set statistics 0,
  alter column shown_sealed set statistics 0,
  alter column before_sealed set statistics 0;
