-- Writes each bucket in one statement. A loop read and wrote one bucket at a time, which took a fifth longer.

-- The entries of a bucket with these claims, which are sorted by tag. A claim replaces the entry with its tag, if there is one.
create function merged_claims(entries bytea, fresh claim[]) returns bytea language plpgsql immutable as $$
declare
  -- A copy in memory. Otherwise each step of the search would read the disk.
  held bytea := substring(entries from 1);
  place integer;
  one claim;
begin
  foreach one in array fresh loop
    place := claim_place(held, one.tag);
    held := overlay(held placing claim_entry(one.tag, one.request_hash, one.drawn_hash) from place + 1
      for case when substring(held from place + 1 for 32) = one.tag then 96 else 0 end);
  end loop;
  return held;
end $$;

create or replace function settle_claims(of_letter uuid, most integer) returns boolean language plpgsql
set enable_seqscan to 'off' as $$
declare
  had integer;
  buckets integer;
  fresh claim[];
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
  insert into claim_bucket (letter_id, number, entries)
    select of_letter, touched.number, merged_claims(coalesce(
      (select b.entries from claim_bucket b where b.letter_id = of_letter and b.number = touched.number), ''), touched.claims)
    from (select claim_bucket_of(c.tag, buckets) as number, array_agg(c order by c.tag) as claims
          from unnest(fresh) as c group by 1 order by 1) as touched
    on conflict (letter_id, number) do update set entries = excluded.entries;
  delete from claim c where c.letter_id = of_letter and c.tag in (select f.tag from unnest(fresh) as f);
  return true;
end $$;
