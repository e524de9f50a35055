-- A copy of a delivery that cannot be made of its text, note and names. Nothing tries it again by itself: an organizer does.
alter table delivery drop constraint delivery_state_check;
alter table delivery add constraint delivery_state_check check (
  state in ('queued', 'printed', 'handing-over', 'accepted', 'refused', 'not-made', 'unsure', 'cancelled'));

-- How often the right code of a challenge is still answered with blind signatures. Signing costs milliseconds of a processor. A lost
-- answer comes again from the same request, and after the last one from another code.
alter table challenge add column answers_left smallint not null default 10 check (answers_left >= 0);

-- As before, but for the answers: `open` without `held` says that this challenge has been answered too often.
create or replace function spend_claim(
  of_letter uuid, of_tag bytea, on_request bytea, at timestamptz, of_challenge bytea
) returns table (open boolean, held bytea) language plpgsql set enable_seqscan = off as $$
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
    update code set mail_sealed = null where letter_id = of_letter and tag = of_tag and mail_sealed is not null;
  end if;
  insert into claim (letter_id, tag, request_hash) values (of_letter, of_tag, on_request) on conflict do nothing;
  return query select true, c.request_hash from claim c where c.letter_id = of_letter and c.tag = of_tag;
end $$;
