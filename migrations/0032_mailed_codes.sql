-- Codes of ten digits. A code that was mailed to an organizer, to a recipient or for updates is good in every open challenge of the
-- same address, as a signatory's always was. So codes and wrong tries belong to the address, and challenges hold none.
-- Codes of eight digits that were mailed before this cannot be typed any more. They were good for minutes.

create unlogged table mailed_code (
  -- Keyed hash of what the code is for and of the address.
  tag bytea not null check (length(tag) = 32),
  slot smallint not null check (slot between 1 and 5),
  -- Of a recipient's code: goes with the purge.
  letter_id uuid,
  code_mac bytea not null,
  -- Address and code, until the mail has gone.
  mail_sealed bytea,
  -- Random; the job that mails it knows no more.
  id bytea not null unique check (length(id) = 16),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  -- The challenge that used it up.
  spent_on bytea,
  primary key (tag, slot)
);

create unlogged table mailed_code_attempts (
  tag bytea not null,
  hour timestamptz not null,
  wrong int not null,
  primary key (tag, hour)
);

-- One try: right where a code of the address fits, has not expired and has served no other challenge. The code's row stays locked, so
-- that two challenges cannot use it at once. A wrong try counts against the address.
create function try_mailed_code(of_tag bytea, of_challenge bytea, of_mac bytea, at timestamptz, most_wrong int)
returns boolean language plpgsql set enable_seqscan = off as $$
declare
  fits boolean;
begin
  perform from mailed_code c
    where c.tag = of_tag and c.code_mac = of_mac and c.expires_at > at and (c.spent_on is null or c.spent_on = of_challenge)
    for update;
  fits := found and not exists (
    select from mailed_code_attempts w
    where w.tag = of_tag and w.hour = date_trunc('hour', at) and w.wrong >= most_wrong);
  if not fits then
    insert into mailed_code_attempts as w (tag, hour, wrong) values (of_tag, date_trunc('hour', at), 1)
      on conflict on constraint mailed_code_attempts_pkey do update set wrong = w.wrong + 1;
  end if;
  return fits;
end $$;

-- These wait for minutes: a challenge that was open at the upgrade is asked for again.
truncate sign_in_challenge, subscriber_challenge, recipient_challenge, recipient_upload;
drop index sign_in_challenge_tag;
alter table sign_in_challenge drop column code_mac, drop column address_tag, drop column created_at, drop column mail_sealed,
  add column tag bytea not null, add column address_sealed bytea not null;
alter table subscriber_challenge drop column code_mac, drop column mail_sealed,
  add column tag bytea not null, add column address_sealed bytea not null;
alter table recipient_challenge drop column code_mac, drop column mail_sealed;
-- Nobody can type the codes of eight digits, so they must not use up the mails of the hour.
truncate code, code_attempts;

-- The planner's statistics would keep samples of these.
alter table mailed_code alter column tag set statistics 0, alter column code_mac set statistics 0,
  alter column mail_sealed set statistics 0, alter column id set statistics 0, alter column spent_on set statistics 0,
  alter column created_at set statistics 0, alter column expires_at set statistics 0;
alter table mailed_code_attempts alter column tag set statistics 0;
alter table sign_in_challenge alter column tag set statistics 0, alter column address_sealed set statistics 0;
alter table subscriber_challenge alter column tag set statistics 0, alter column address_sealed set statistics 0;

-- Jobs that would mail them. The queue's tables are made after the first start's migrations.
do $$
begin
  if to_regclass('graphile_worker._private_jobs') is not null then
    delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
      where t.id = j.task_id
        and t.identifier in ('send-code', 'send-sign-in-code', 'send-subscriber-code', 'send-answer-code');
  end if;
end $$;
