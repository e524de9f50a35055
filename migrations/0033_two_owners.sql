-- Taking a way to sign away from a letter that is signed needs a second owner.
alter table approval drop constraint approval_act_check;
alter table approval add constraint approval_act_check check
  (act in ('open', 'deliver', 'reveal', 'export', 'change-owner', 'close', 'purge', 'update', 'offer'));

-- Whom a call to write names, as of its start. The recipients' own rows change: an editor may give another address at any time.
create table call_recipient (
  id uuid primary key default gen_random_uuid(),
  stage_id uuid not null references stage_call (stage_id) on delete cascade,
  name text not null,
  office text not null,
  address_sealed bytea not null
);
create index call_recipient_stage_id on call_recipient (stage_id);
insert into call_recipient (stage_id, name, office, address_sealed)
  select c.stage_id, r.name, r.office, r.address_sealed
  from stage_call c
  join stage_recipient sr on sr.stage_id = c.stage_id
  join recipient r on r.id = sr.recipient_id
  where r.address_sealed is not null;

-- The contact for the press that goes with a delivery, and that recipients' replies go to: as it was approved, and as it was frozen.
alter table stage add column approved_contact text;
update stage s set approved_contact = l.press_contact from letter l where l.id = s.letter_id and s.approved_at is not null;
alter table snapshot add column press_contact text;
update snapshot n set press_contact = l.press_contact
  from stage s join letter l on l.id = s.letter_id where s.id = n.stage_id;

-- As 0024 says: the planner keeps no sample of what is sealed.
alter table call_recipient alter column address_sealed set statistics 0;
