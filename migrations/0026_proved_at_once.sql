-- What somebody proves and gets for it, in statements that PostgreSQL has planned already: when a letter is spoken of, those who
-- sign come at once, and the trips to the database would take longer than the private operations. A plan that is kept from when a
-- table was small would read all of it when it has grown: hence without sequential scans.

-- One try of a code in a challenge: right where any code mailed to the same address for this letter fits and has not expired. A wrong
-- try costs the challenge one of its tries, whoever else is trying. No row: unknown, expired or used up.
create function try_code(of_letter uuid, of_challenge bytea, of_mac bytea, at timestamptz, most_wrong int)
returns table (tag bytea, purpose text, payload_sealed bytea, "right" boolean) language plpgsql
set enable_seqscan = off as $$
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
  fits := exists (
      select from code c
      where c.letter_id = of_letter and c.tag = asked.tag and c.code_mac = of_mac and c.expires_at > at)
    and not exists (
      select from code_attempts w
      where w.letter_id = of_letter and w.tag = asked.tag and w.hour = date_trunc('hour', at) and w.wrong >= most_wrong);
  if not fits then
    update challenge set attempts_left = attempts_left - 1 where id = asked.id;
    insert into code_attempts as w (letter_id, tag, hour, wrong) values (of_letter, asked.tag, date_trunc('hour', at), 1)
      on conflict on constraint code_attempts_pkey do update set wrong = w.wrong + 1;
  end if;
  return query select asked.tag, asked.purpose, asked.payload_sealed, fits;
end $$;

-- Spends an address's claim on a request, where it is unspent, and says which request holds it. The letter's row is locked first:
-- whoever closes the letter or writes a batch waits for it, or is waited for. A claim that somebody else is just making is seen by
-- the statement after the one that inserts. The address is forgotten with it, where one was proved with a code.
create function spend_claim(of_letter uuid, of_tag bytea, on_request bytea, at timestamptz, of_challenge bytea)
returns table (open boolean, held bytea) language plpgsql
set enable_seqscan = off as $$
begin
  perform from letter l
    where l.id = of_letter and l.state in ('quiet', 'open') and not l.paused and l.closes_at > at for key share;
  if not found then
    return query select false, null::bytea;
    return;
  end if;
  insert into claim (letter_id, tag, request_hash) values (of_letter, of_tag, on_request) on conflict do nothing;
  if of_challenge is not null then
    update code set mail_sealed = null where letter_id = of_letter and tag = of_tag and mail_sealed is not null;
    update challenge set payload_sealed = '' where id = of_challenge and letter_id = of_letter;
  end if;
  return query select true, c.request_hash from claim c where c.letter_id = of_letter and c.tag = of_tag;
end $$;

-- Several who ask for a credential at once: each one's code is tried and, where it is right, its claim spent. In one transaction, so
-- that they share its trips and its write to the disk, and that no order of theirs is kept. In the order of their tags: two that hold
-- the same addresses in another order would wait for each other. The letter's row is locked before any challenge, as everywhere else:
-- closing, and an exchange of a signature with a name, lock the letter and then look for its challenges. Who has one right code could
-- otherwise send the same request both ways at once, again and again, and the database would break off those who came together with
-- it. Of challenges that do not exist no row is locked.
create function prove_claims(of_letter uuid, of_challenges bytea[], of_macs bytea[], on_requests bytea[], at timestamptz, most_wrong int)
returns table (number int, open boolean, held bytea) language plpgsql
set enable_seqscan = off as $$
declare
  asked record;
  tried record;
begin
  perform from letter l
    where l.id = of_letter and exists (
      select from challenge c where c.id = any(of_challenges) and c.letter_id = of_letter and c.purpose = 'issue')
    for key share;
  for asked in
    select a.challenge, a.mac, a.request, a.number::int
    from unnest(of_challenges, of_macs, on_requests) with ordinality as a(challenge, mac, request, number)
    join challenge c on c.id = a.challenge and c.letter_id = of_letter and c.purpose = 'issue'
    order by c.tag, c.id, a.number
  loop
    select * into tried from try_code(of_letter, asked.challenge, asked.mac, at, most_wrong);
    if tried."right" then
      return query select asked.number, spent.* from spend_claim(of_letter, tried.tag, asked.request, at, asked.challenge) as spent;
    end if;
  end loop;
end $$;
