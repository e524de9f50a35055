-- Letters of several companies on one page. A letter stands in one campaign at most.
create table campaign (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique,
  title text not null,
  -- The letter that began it. Its owners invite other letters. Null once that letter has left.
  begun_by uuid unique references letter (id) on delete set null,
  -- Lets one more letter join. Null if there is none.
  invitation_hash bytea unique,
  invitation_sealed bytea,
  constraint campaign_invitation_whole check ((invitation_hash is null) = (invitation_sealed is null))
);
alter table campaign
  alter column slug set statistics 0,
  alter column title set statistics 0,
  alter column invitation_hash set statistics 0,
  alter column invitation_sealed set statistics 0;

create table campaign_letter (
  letter_id uuid primary key references letter (id) on delete cascade,
  campaign_id uuid not null references campaign (id) on delete cascade
);
create index campaign_letter_campaign on campaign_letter (campaign_id);

alter table approval drop constraint approval_act_check;
alter table approval add constraint approval_act_check check (act in (
  'open', 'deliver', 'reveal', 'export', 'change-owner', 'close', 'purge', 'update', 'offer', 'demand', 'extend', 'keep',
  'campaign'));
