-- A batch rewrote all claims of its letter, so its cost grew with the letter. Now it rewrites only what it adds to. New claims
-- stand as rows in `claim`. After the batch they move to buckets of some 128 claims, each of which is one value, and leave nothing
-- that says when they came.
--
-- A bucket is chosen by the tag alone, which is a keyed hash. The number of buckets follows from the number of claims alone (linear
-- hashing: Litwin, VLDB 1980). So neither tells anything about time. Never choose a bucket by batch: that would give each claim its
-- time.

create table claim_count (
  letter_id uuid primary key references letter(id) on delete cascade,
  claims integer not null check (claims >= 0)
);
-- Entries of 96 bytes: the tag, the request hash, and the hash of drawn codes or 32 zeros. They are sorted by tag.
create table claim_bucket (
  letter_id uuid not null references letter(id) on delete cascade,
  number integer not null check (number >= 0),
  entries bytea not null check (length(entries) % 96 = 0),
  primary key (letter_id, number)
);
alter table claim_bucket alter column entries set storage external, alter column entries set statistics 0;

-- A row of `claim` replaces the entry with its tag, if there is one. It then records a new drawing or an exchange.

create function claim_buckets(claims integer) returns integer language sql immutable parallel safe strict
  return greatest(1, (claims + 127) / 128);

-- Which of so many buckets has a tag. Those that the last doubling has not split yet hold twice as many tags.
create function claim_bucket_of(tag bytea, buckets integer) returns integer language plpgsql immutable parallel safe strict as $$
declare
  whole constant integer := 1 << (length(ltrim(buckets::bit(32)::text, '0')) - 1);
  hash constant integer :=
    ((get_byte(tag, 0) & 63) << 24) | (get_byte(tag, 1) << 16) | (get_byte(tag, 2) << 8) | get_byte(tag, 3);
begin
  return case when hash & (2 * whole - 1) < buckets then hash & (2 * whole - 1) else hash & (whole - 1) end;
end $$;

-- How many bytes of the entries stand before the place of a tag.
create function claim_place(entries bytea, tag bytea) returns integer language plpgsql immutable parallel safe strict as $$
declare
  low integer := 0;
  high integer := length(entries) / 96;
  middle integer;
begin
  while low < high loop
    middle := (low + high) / 2;
    if substring(entries from middle * 96 + 1 for 32) < tag then
      low := middle + 1;
    else
      high := middle;
    end if;
  end loop;
  return low * 96;
end $$;

create function claim_entry(tag bytea, request_hash bytea, drawn_hash bytea) returns bytea language sql immutable parallel safe
  return tag || request_hash || coalesce(drawn_hash, decode(repeat('00', 32), 'hex'));

-- The claim of a tag, wherever it stands. STABLE, so both looks see the same moment.
create function find_claim(of_letter uuid, of_tag bytea) returns table (request_hash bytea, drawn_hash bytea)
language plpgsql stable set enable_seqscan to 'off' as $$
declare
  held bytea;
  place integer;
begin
  return query select c.request_hash, c.drawn_hash from claim c where c.letter_id = of_letter and c.tag = of_tag;
  if found then
    return;
  end if;
  -- The substring is a copy in memory. Otherwise each step of the search would read the disk.
  select substring(b.entries from 1) into held from claim_count n join claim_bucket b
    on b.letter_id = n.letter_id and b.number = claim_bucket_of(of_tag, claim_buckets(n.claims))
    where n.letter_id = of_letter;
  place := claim_place(held, of_tag);
  if substring(held from place + 1 for 32) = of_tag then
    return query select substring(held from place + 33 for 32),
      nullif(substring(held from place + 65 for 32), decode(repeat('00', 32), 'hex'));
  end if;
end $$;

create function save_claim_bucket(of_letter uuid, of_number integer, kept bytea) returns void language plpgsql as $$
begin
  update claim_bucket b set entries = kept where b.letter_id = of_letter and b.number = of_number;
  if not found then
    insert into claim_bucket (letter_id, number, entries) values (of_letter, of_number, kept);
  end if;
end $$;

-- Gives a letter the buckets from `had` up to `wanted`. Each new one takes its entries from one that stood.
create function split_claim_buckets(of_letter uuid, had integer, wanted integer) returns void language plpgsql as $$
declare
  source integer;
  kept bytea;
  moved bytea;
begin
  for new_number in had .. wanted - 1 loop
    source := new_number - (1 << (length(ltrim(new_number::bit(32)::text, '0')) - 1));
    select
      coalesce(string_agg(entry, '' order by entry) filter (where claim_bucket_of(entry, new_number + 1) = source), ''),
      coalesce(string_agg(entry, '' order by entry) filter (where claim_bucket_of(entry, new_number + 1) <> source), '')
      into kept, moved
      from (
        select substring(held from at * 96 + 1 for 96) as entry
        from (select substring(b.entries from 1) as held from claim_bucket b
              where b.letter_id = of_letter and b.number = source offset 0) as whole,
          generate_series(0, length(held) / 96 - 1) as at
      ) as entries;
    if length(moved) > 0 then
      perform save_claim_bucket(of_letter, source, kept);
      perform save_claim_bucket(of_letter, new_number, moved);
    end if;
  end loop;
end $$;

-- Moves a letter's new claims into their buckets, for at most `most` buckets in one call. Everybody who spends or reads a claim takes
-- the letter's lock first, so nobody looks for a claim while it moves. The caller repeats this in short transactions.
-- Returns true if any claim was moved.
create function settle_claims(of_letter uuid, most integer) returns boolean language plpgsql
set enable_seqscan to 'off' as $$
declare
  had integer;
  buckets integer;
  fresh claim[];
  held bytea;
  at_number integer;
  place integer;
  one record;
begin
  perform from letter where id = of_letter for update;
  had := coalesce((select claims from claim_count where letter_id = of_letter), 0);
  buckets := claim_buckets(had);
  select array_agg(each.c) into fresh from (
    select c, dense_rank() over (order by claim_bucket_of(c.tag, buckets)) as rank from claim c where c.letter_id = of_letter
  ) as each where rank <= most;
  if fresh is null then
    return false;
  end if;
  insert into claim_count values (of_letter, cardinality(fresh))
    on conflict (letter_id) do update set claims = had + excluded.claims;
  perform split_claim_buckets(of_letter, buckets, claim_buckets(had + cardinality(fresh)));
  buckets := claim_buckets(had + cardinality(fresh));
  for one in
    select claim_bucket_of(c.tag, buckets) as number, c.* from unnest(fresh) as c order by 1, c.tag
  loop
    if one.number is distinct from at_number then
      if at_number is not null then
        perform save_claim_bucket(of_letter, at_number, held);
      end if;
      at_number := one.number;
      held := coalesce((select substring(b.entries from 1) from claim_bucket b
        where b.letter_id = of_letter and b.number = at_number), '');
    end if;
    place := claim_place(held, one.tag);
    held := overlay(held placing claim_entry(one.tag, one.request_hash, one.drawn_hash) from place + 1
      for case when substring(held from place + 1 for 32) = one.tag then 96 else 0 end);
  end loop;
  perform save_claim_bucket(of_letter, at_number, held);
  delete from claim c where c.letter_id = of_letter and c.tag in (select f.tag from unnest(fresh) as f);
  return true;
end $$;

-- Records a drawing of codes. True if the claim has drawn exactly these codes before, or if a first drawing is allowed and the
-- claim has drawn none. The caller holds the letter's lock.
create function draw_on_claim(of_letter uuid, of_tag bytea, drawn bytea, first boolean) returns boolean language plpgsql as $$
declare
  held record;
begin
  select * into held from find_claim(of_letter, of_tag);
  if not found then
    return false;
  end if;
  if held.drawn_hash = drawn then
    return true;
  end if;
  if held.drawn_hash is not null or not first then
    return false;
  end if;
  insert into claim as c (letter_id, tag, request_hash, drawn_hash) values (of_letter, of_tag, held.request_hash, drawn)
    on conflict (letter_id, tag) do update set drawn_hash = excluded.drawn_hash
    where c.drawn_hash is null or c.drawn_hash = excluded.drawn_hash;
  return found;
end $$;

-- Spends a claim on a request, unless it is spent. The caller holds the letter's lock, so no claim moves meanwhile. Returns the
-- request on which the claim is spent now.
create function keep_claim(of_letter uuid, of_tag bytea, on_request bytea) returns bytea language plpgsql
set enable_seqscan to 'off' as $$
declare
  held bytea;
begin
  select f.request_hash into held from find_claim(of_letter, of_tag) as f;
  if held is null then
    insert into claim (letter_id, tag, request_hash) values (of_letter, of_tag, on_request) on conflict do nothing;
    select c.request_hash into held from claim c where c.letter_id = of_letter and c.tag = of_tag;
  end if;
  return held;
end $$;

create or replace function spend_claim(of_letter uuid, of_tag bytea, on_request bytea, at timestamptz, of_challenge bytea)
returns table (open boolean, held bytea) language plpgsql set enable_seqscan to 'off' as $$
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
  return query select true, keep_claim(of_letter, of_tag, on_request);
end $$;

-- The same for a signature with a name, which its caller adds if this returns `spent`. Each statement sees what was committed
-- before it, so a letter that has just closed is seen, and a claim that has just moved is found.
create function spend_claim_on_name(
  of_letter uuid, of_tag bytea, on_request bytea, at timestamptz, of_challenge bytea, of_revision integer)
returns text language plpgsql set enable_seqscan to 'off' as $$
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
  update challenge set payload_sealed = '' where id = of_challenge;
  update mailed_code set mail_sealed = null where tag = of_tag and mail_sealed is not null;
  if exists (select from find_claim(of_letter, of_tag)) then
    return 'used';
  end if;
  insert into claim (letter_id, tag, request_hash) values (of_letter, of_tag, on_request) on conflict do nothing;
  return case when found then 'spent' else 'used' end;
end $$;

-- All claims, wherever they stand.
create function every_claim() returns table (letter_id uuid, tag bytea, request_hash bytea, drawn_hash bytea)
language sql stable as $$
  select c.letter_id, c.tag, c.request_hash, c.drawn_hash from claim c
  union all
  select whole.letter_id, substring(entry for 32), substring(entry from 33 for 32),
    nullif(substring(entry from 65 for 32), decode(repeat('00', 32), 'hex'))
  from (select b.letter_id, substring(b.entries from 1) as held from claim_bucket b offset 0) as whole,
    generate_series(0, length(held) / 96 - 1) as at,
    lateral (select substring(held from at * 96 + 1 for 96) as entry) as each
  where not exists (select from claim c where c.letter_id = whole.letter_id and c.tag = substring(entry for 32))
$$;

-- Moves all claims at once, where there is no bucket yet.
create function fill_claim_buckets() returns void language sql as $$
  insert into claim_count select letter_id, count(*) from claim group by letter_id;
  insert into claim_bucket
    select letter_id, claim_bucket_of(tag, claim_buckets(claims)) as number,
      string_agg(claim_entry(tag, request_hash, drawn_hash), '' order by tag)
    from claim join claim_count using (letter_id) group by letter_id, number order by letter_id, number;
  truncate claim
$$;
select fill_claim_buckets();

-- server/db/renew-table.ts rewrites the list of people who asked for updates, after the batch.
drop function rewrite_subscribers(uuid);

-- A batch of thousands takes them in several transactions.
drop function take_pending(uuid, text[]);
create function take_pending(of_letter uuid, of_ids bytea[] default null) returns setof pending language plpgsql as $$
declare
  standing pending[];
begin
  lock table pending in access exclusive mode;
  select array_agg(p) into standing from pending p;
  truncate pending;
  insert into pending select (each).* from unnest(standing) as each
    where each.letter_id <> of_letter
      or (of_ids is not null and each.withdrawal is null and each.id not in (select id from unnest(of_ids) as id))
    order by each.id;
  return query select (each).* from unnest(standing) as each
    where each.letter_id = of_letter
      and (of_ids is null or each.withdrawal is not null or each.id in (select id from unnest(of_ids) as id))
    order by each.id;
end $$;
