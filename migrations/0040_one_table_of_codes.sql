-- Signatories' codes join all other mailed codes. One column says whose key keeps a code secret, so that closing a letter still deletes
-- its signatories' codes and nothing else.

alter table mailed_code
  -- The letter whose claims key seals the mail and makes the MAC: closing deletes the code. Null for the server's key.
  add column claims_of uuid;
alter table mailed_code_attempts add column claims_of uuid;
-- The planner's statistics would keep samples.
alter table mailed_code alter column claims_of set statistics 0;
alter table mailed_code_attempts alter column claims_of set statistics 0;

-- A code stays good over the upgrade. A mail that still waits is lost, because its seal changes: "Send another code" mails another.
insert into mailed_code (tag, slot, claims_of, code_mac, id, created_at, expires_at)
  select tag, slot, letter_id, code_mac, id, created_at, expires_at from code;
insert into mailed_code_attempts (tag, hour, wrong, claims_of) select tag, hour, wrong, letter_id from code_attempts;
drop table code, code_attempts;

do $$
begin
  if to_regclass('graphile_worker._private_jobs') is not null then
    delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
      where t.id = j.task_id and t.identifier = 'send-code';
  end if;
end $$;

drop function try_mailed_code;
-- One try: right if a code of the tag fits, has not expired and was not spent on another challenge. A wrong try counts against the tag.
-- A code that `spends` is bound to the challenge, so that of two challenges at once only one can use it.
create function try_mailed_code(of_tag bytea, of_challenge bytea, of_mac bytea, at timestamptz, most_wrong int, of_claims uuid, spends boolean)
returns boolean language plpgsql set enable_seqscan = off as $$
declare
  fits boolean;
begin
  fits := exists (
      select from mailed_code c
      where c.tag = of_tag and c.code_mac = of_mac and c.expires_at > at and (c.spent_on is null or c.spent_on = of_challenge))
    and not exists (
      select from mailed_code_attempts w
      where w.tag = of_tag and w.hour = date_trunc('hour', at) and w.wrong >= most_wrong);
  if fits and spends then
    update mailed_code c set spent_on = of_challenge, mail_sealed = null
      where c.tag = of_tag and c.code_mac = of_mac and (c.spent_on is null or c.spent_on = of_challenge);
    fits := found;
  end if;
  if not fits then
    insert into mailed_code_attempts as w (tag, hour, wrong, claims_of)
      values (of_tag, date_trunc('hour', at), 1, of_claims)
      on conflict on constraint mailed_code_attempts_pkey do update set wrong = w.wrong + 1;
  end if;
  return fits;
end $$;

create or replace function try_code(of_letter uuid, of_challenge bytea, of_mac bytea, at timestamptz, most_wrong int)
returns table (tag bytea, purpose text, payload_sealed bytea, "right" boolean)
language plpgsql set enable_seqscan = off as $$
declare
  asked challenge;
  fits boolean;
begin
  select * into asked from challenge c
    where c.id = of_challenge and c.letter_id = of_letter and c.expires_at > at and c.attempts_left > 0
    for update;
  if not found then
    return;
  end if;
  fits := try_mailed_code(asked.tag, asked.id, of_mac, at, most_wrong, of_letter, false);
  if not fits then
    update challenge set attempts_left = attempts_left - 1 where id = asked.id;
  end if;
  return query select asked.tag, asked.purpose, asked.payload_sealed, fits;
end $$;

create or replace function spend_claim(of_letter uuid, of_tag bytea, on_request bytea, at timestamptz, of_challenge bytea)
returns table (open boolean, held bytea)
language plpgsql set enable_seqscan = off as $$
begin
  perform from letter l
    where l.id = of_letter and l.state in ('quiet', 'open') and not l.paused and l.closes_at > at for key share;
  if not found then
    return query select false, null::bytea;
    return;
  end if;
  if of_challenge is not null then
    update challenge c set payload_sealed = '', answers_left = c.answers_left - 1
      where c.id = of_challenge and c.letter_id = of_letter and c.answers_left > 0;
    if not found then
      return query select true, null::bytea;
      return;
    end if;
    update mailed_code set mail_sealed = null where tag = of_tag and mail_sealed is not null;
  end if;
  insert into claim (letter_id, tag, request_hash) values (of_letter, of_tag, on_request) on conflict do nothing;
  return query select true, c.request_hash from claim c where c.letter_id = of_letter and c.tag = of_tag;
end $$;
