-- Names that wait: nobody sees them until enough people stand together, then everyone does.

-- Chosen in the draft: how many are needed, and the last day of waiting. Null: until the letter closes.
alter table letter
  add column together_needed integer,
  add column together_until date,
  add constraint letter_together_needed_check check (together_needed between 2 and 100000),
  add constraint letter_together_until_check check (together_until is null or together_needed is not null);

-- The waiting of a letter that offered the choice when it opened.
create table together (
  letter_id uuid primary key references letter (id) on delete cascade,
  needed integer not null check (needed between 2 and 100000),
  until timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'reached', 'revealed', 'lapsed')),
  -- How often the number was reached. Each time has commitments of its own.
  round integer not null default 0 check (round >= 0),
  -- As of the newest batch: the counted signatures under the current text.
  standing integer not null default 0 check (standing >= 0),
  reached_at timestamptz,
  reveals_at timestamptz,
  -- Two owners have found that the count is no flood.
  agreed boolean not null default false,
  -- The time of the reveal or of the lapse.
  ended_at timestamptz,
  key_destroyed boolean not null default false,
  constraint together_reached check ((state = 'reached') = (reached_at is not null) or state in ('revealed', 'lapsed')),
  constraint together_reveals check ((reached_at is null) = (reveals_at is null)),
  constraint together_agreed check (not agreed or state in ('reached', 'revealed')),
  constraint together_ended check ((ended_at is not null) = (state in ('revealed', 'lapsed'))),
  constraint together_key check (not key_destroyed or state in ('revealed', 'lapsed'))
);

-- The name and its salt, sealed under a key of its own until the reveal.
alter table waiting_signature
  add column held_sealed bytea,
  add constraint waiting_signature_held check (held_sealed is null or (visibility = 'together' and name_sealed is null));
alter table waiting_signature alter column held_sealed set statistics 0;
alter table signature
  add column held_sealed bytea,
  -- Became public by the reveal. The log counts it in the group `together`.
  add column revealed boolean not null default false,
  -- The commitment to the name, and the salt that opens it. The salt goes wherever the name goes.
  add column opening bytea,
  add column opening_salt bytea,
  add constraint signature_held check (held_sealed is null
    or (visibility = 'together' and name is null and name_sealed is null and not pending_withdrawal and pending_visibility is null)),
  add constraint signature_opening_length check (length(opening) = 32),
  add constraint signature_opening_salt check (length(opening_salt) = 32 and name is not null and opening is not null or opening_salt is null),
  add constraint signature_opening_revealed check (opening is null or revealed);
alter table signature
  alter column held_sealed set statistics 0,
  alter column opening set statistics 0,
  alter column opening_salt set statistics 0;

-- Each batch counts the held names.
create index signature_held_names on signature (letter_id) where held_sealed is not null;

-- All commitments of the reveal. They stay when a name is erased, because the log covers their list.
create table log_opening (
  letter_id uuid not null references letter (id) on delete cascade,
  commitment bytea not null,
  primary key (letter_id, commitment),
  constraint log_opening_length check (length(commitment) = 32)
);
alter table log_opening alter column commitment set statistics 0;
-- audit.json lists the commitments in their order, each with its signature.
create index signature_opening on signature (letter_id, opening) where opening is not null;

-- Two owners agree to the reveal, or end the waiting early.
alter table approval drop constraint approval_act_check;
alter table approval add constraint approval_act_check check (act in (
  'open', 'deliver', 'reveal', 'export', 'change-owner', 'close', 'purge', 'update', 'offer', 'demand', 'extend', 'keep',
  'campaign', 'reveal-together', 'end-together'));

-- A name that was sealed to be held comes too late once the waiting has ended, because the key of its seal is destroyed. The lock on
-- the letter's row makes this wait for a reveal or a lapse. Then nothing is spent, and the server seals the name again.
drop function spend_claim_on_name;
create function spend_claim_on_name(of_letter uuid, of_tag bytea, on_request bytea, at timestamptz, of_challenge bytea,
  of_revision integer, held boolean) returns text
language plpgsql
set enable_seqscan to off
as $$
declare
  substance integer;
begin
  select l.substance_revision into substance from letter l
    where l.id = of_letter and l.state in ('quiet', 'open') and not l.paused and l.closes_at > at for key share;
  if not found then
    return 'not-open';
  end if;
  if substance > of_revision then
    return 'other-text';
  end if;
  if held and exists (select from together t where t.letter_id = of_letter and t.state in ('revealed', 'lapsed')) then
    return 'not-held';
  end if;
  update challenge set payload_sealed = '' where id = of_challenge;
  update mailed_code set mail_sealed = null where tag = of_tag and mail_sealed is not null;
  if exists (select from find_claim(of_letter, of_tag)) then
    return 'used';
  end if;
  insert into claim (letter_id, tag, request_hash) values (of_letter, of_tag, on_request) on conflict do nothing;
  return case when found then 'spent' else 'used' end;
end $$;
