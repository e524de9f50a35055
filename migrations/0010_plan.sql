-- The plan of a letter: any number of stages. `planned` was called `draft`.
alter table stage drop constraint stage_state_check;
update stage set state = 'planned' where state = 'draft';
alter table stage
  alter column state set default 'planned',
  add constraint stage_state_check
    check (state in ('planned', 'announced', 'late', 'sending', 'stopped', 'done', 'cancelled')),
  drop constraint stage_disclosure_check,
  add constraint stage_disclosure_check check (disclosure in ('count', 'employers', 'names')),
  -- Several stages change places in one transaction.
  drop constraint stage_letter_id_number_key,
  add constraint stage_letter_id_number_key unique (letter_id, number) deferrable initially deferred,
  add column kind text not null default 'mail' check (kind in ('mail', 'by-hand', 'public', 'call')),
  -- The owners have agreed to exactly this version: it starts by itself. Changing it needs them again.
  add column approved_at timestamptz,
  -- The letter's revision that they approved it with: a change of substance after it needs them again.
  add column approved_revision integer,
  -- When it was started, by hand or by its conditions. Kept, whatever becomes of the conditions: a stage starts once.
  add column fired_at timestamptz,
  -- The moment that this server missed, and why the stage waits for its owners' word.
  add column late_since timestamptz,
  add column late_because text,
  -- What the stage goes back to when a stop lapses.
  add column stopped_from text check (stopped_from in ('planned', 'announced', 'late', 'sending')),
  add column stopped_at timestamptz,
  add column handed_on date,
  add check ((state = 'late') = (late_since is not null) or state = 'stopped'),
  add check ((state = 'stopped') = (stopped_from is not null));
create index stage_by_state on stage (state, letter_id) where state in ('planned', 'announced', 'stopped');

-- What starts a stage by itself: all of these at once. A stage without any is started by hand.
create table stage_condition (
  stage_id uuid not null references stage on delete cascade,
  kind text not null check (kind in ('date', 'count', 'silence')),
  -- As it was typed, in its zone, and the instant that this is.
  local_time text,
  zone text,
  due_at timestamptz,
  class text check (class in ('workers', 'mailbox', 'vouched', 'reviewed', 'supporter')),
  least integer check (least > 0),
  -- No cascade: a condition that went with another stage would start this one too early.
  after_stage uuid references stage,
  days integer check (days > 0),
  primary key (stage_id, kind),
  check (after_stage <> stage_id),
  check ((kind = 'date') = (local_time is not null and zone is not null and due_at is not null)),
  check ((kind = 'count') = (class is not null and least is not null)),
  check ((kind = 'silence') = (after_stage is not null and days is not null))
);
create index stage_condition_after on stage_condition (after_stage);

-- A change of an approved stage that one owner proposed: it holds when another agrees to it.
create table stage_change (
  stage_id uuid primary key references stage on delete cascade,
  -- The version that it changes.
  version integer not null,
  proposed_by uuid not null references organizer on delete cascade,
  proposal_sealed bytea not null
);

-- One owner stops a stage alone, once: the stop lapses unless another confirms it.
create table stage_stop (
  stage_id uuid not null references stage on delete cascade,
  organizer_id uuid not null references organizer on delete cascade,
  stopped_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'lapsed', 'withdrawn', 'confirmed')),
  primary key (stage_id, organizer_id)
);
create unique index stage_stop_open on stage_stop (stage_id) where state = 'open';

-- A delivery by hand, as it may be shown: pixels made anew, without anything that a camera noted.
create table stage_photo (
  stage_id uuid primary key references stage on delete cascade,
  jpeg bytea not null,
  width integer not null,
  height integer not null
);

-- How many say that they have written themselves. Nothing tells who; they are counted together with a batch.
create table stage_call (
  stage_id uuid primary key references stage on delete cascade,
  waiting integer not null default 0 check (waiting >= 0),
  counted integer not null default 0 check (counted >= 0)
);

-- When this installation last looked whether a stage is due: what came due while nobody looked is asked about.
create table plan_watch (
  only_row boolean primary key default true check (only_row),
  looked_at timestamptz not null
);

-- Addresses of the press, which gets a note when the letter goes public. They are no recipients of the letter.
alter table recipient
  add column press_of uuid references stage on delete cascade,
  drop constraint recipient_letter_id_name_office_key,
  add check (press_of is null or not current);
create unique index recipient_of_letter on recipient (letter_id, name, office) where press_of is null;

-- `printed`: carried by hand, and not handed over yet.
alter table delivery
  drop constraint delivery_state_check,
  add constraint delivery_state_check
    check (state in ('queued', 'printed', 'handing-over', 'accepted', 'refused', 'unsure', 'cancelled'));

-- The covering note as it was frozen: its facts filled in.
alter table snapshot add column note text not null default '';
update snapshot set note = stage.covering_note from stage where stage.id = snapshot.stage_id;
alter table snapshot alter column note drop default;
