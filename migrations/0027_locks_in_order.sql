-- The letter's row is locked before any challenge, as everywhere else: closing, and an exchange of a signature with a name, lock the
-- letter and then look for its challenges. Who has one right code could otherwise send the same request both ways at once, again and
-- again, and the database would break off those who came together with it. Of challenges that do not exist no row is locked.
create or replace function prove_claims(of_letter uuid, of_challenges bytea[], of_macs bytea[], on_requests bytea[], at timestamptz, most_wrong int)
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
