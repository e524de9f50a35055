-- The schema after all migrations. `npm run schema` writes this file for reading. Nothing runs it.

CREATE OR REPLACE FUNCTION public.add_pending(added jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  standing pending[];
begin
  lock table pending in access exclusive mode;
  select array_agg(p) into standing from pending p;
  truncate pending;
  insert into pending
    select (each).* from (
      select distinct on ((each).id) each from (
        select each, 0 as later from unnest(standing) as each
        union all
        select each, 1 from jsonb_populate_recordset(null::pending, added) as each
        where not exists (select from credential where credential.id = each.id)
      ) as all_rows
      order by (each).id, later
    ) as sorted;
end $function$;

CREATE OR REPLACE FUNCTION public.change_pending(of_id bytea, change jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
declare
  standing pending[];
begin
  lock table pending in access exclusive mode;
  if not exists (select from pending where id = of_id) then
    return false;
  end if;
  select array_agg(case when p.id = of_id then jsonb_populate_record(p, change) else p end) into standing from pending p;
  truncate pending;
  insert into pending select (each).* from unnest(standing) as each order by each.id;
  return true;
end $function$;

CREATE OR REPLACE FUNCTION public.claim_bucket_of(tag bytea, buckets integer)
 RETURNS integer
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
declare
  whole constant integer := 1 << (length(ltrim(buckets::bit(32)::text, '0')) - 1);
  hash constant integer :=
    ((get_byte(tag, 0) & 63) << 24) | (get_byte(tag, 1) << 16) | (get_byte(tag, 2) << 8) | get_byte(tag, 3);
begin
  return case when hash & (2 * whole - 1) < buckets then hash & (2 * whole - 1) else hash & (whole - 1) end;
end $function$;

CREATE OR REPLACE FUNCTION public.claim_buckets(claims integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN GREATEST(1, ((claims + 127) / 128));

CREATE OR REPLACE FUNCTION public.claim_entry(tag bytea, request_hash bytea, drawn_hash bytea)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((tag || request_hash) || COALESCE(drawn_hash, decode(repeat('00'::text, 32), 'hex'::text)));

CREATE OR REPLACE FUNCTION public.claim_place(entries bytea, tag bytea)
 RETURNS integer
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.current_code_epoch()
 RETURNS bytea
 LANGUAGE plpgsql
AS $function$
declare
  found_epoch bytea;
begin
  select epoch into found_epoch from code_epoch;
  if found_epoch is null then
    insert into code_epoch (epoch) values (substring(uuid_send(gen_random_uuid()) for 4)) on conflict do nothing;
    select epoch into found_epoch from code_epoch;
  end if;
  return found_epoch;
end
$function$;

CREATE OR REPLACE FUNCTION public.draw_on_claim(of_letter uuid, of_tag bytea, drawn bytea, first boolean)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.every_claim()
 RETURNS TABLE(letter_id uuid, tag bytea, request_hash bytea, drawn_hash bytea)
 LANGUAGE sql
 STABLE
AS $function$
  select c.letter_id, c.tag, c.request_hash, c.drawn_hash from claim c
  union all
  select whole.letter_id, substring(entry for 32), substring(entry from 33 for 32),
    nullif(substring(entry from 65 for 32), decode(repeat('00', 32), 'hex'))
  from (select b.letter_id, substring(b.entries from 1) as held from claim_bucket b offset 0) as whole,
    generate_series(0, length(held) / 96 - 1) as at,
    lateral (select substring(held from at * 96 + 1 for 96) as entry) as each
  where not exists (select from claim c where c.letter_id = whole.letter_id and c.tag = substring(entry for 32))
$function$;

CREATE OR REPLACE FUNCTION public.fill_claim_buckets()
 RETURNS void
 LANGUAGE sql
AS $function$
  insert into claim_count select letter_id, count(*) from claim group by letter_id;
  insert into claim_bucket
    select letter_id, claim_bucket_of(tag, claim_buckets(claims)) as number,
      string_agg(claim_entry(tag, request_hash, drawn_hash), '' order by tag)
    from claim join claim_count using (letter_id) group by letter_id, number order by letter_id, number;
  truncate claim
$function$;

CREATE OR REPLACE FUNCTION public.find_claim(of_letter uuid, of_tag bytea)
 RETURNS TABLE(request_hash bytea, drawn_hash bytea)
 LANGUAGE plpgsql
 STABLE
 SET enable_seqscan TO 'off'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.folded_name(name text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN replace(replace(replace(replace(translate(regexp_replace(lower(NORMALIZE(name, NFKD)), '[\u0300-\u036f]'::text, ''::text, 'g'::text), 'øłđðħŧı''’‘ʼʻ`´＇'::text, 'olddhti'::text), 'æ'::text, 'ae'::text), 'œ'::text, 'oe'::text), 'ß'::text, 'ss'::text), 'þ'::text, 'th'::text);

CREATE OR REPLACE FUNCTION public.keep_claim(of_letter uuid, of_tag bytea, on_request bytea)
 RETURNS bytea
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
AS $function$
declare
  held bytea;
begin
  select f.request_hash into held from find_claim(of_letter, of_tag) as f;
  if held is null then
    insert into claim (letter_id, tag, request_hash) values (of_letter, of_tag, on_request) on conflict do nothing;
    select c.request_hash into held from claim c where c.letter_id = of_letter and c.tag = of_tag;
  end if;
  return held;
end $function$;

CREATE OR REPLACE FUNCTION public.merged_claims(entries bytea, fresh claim[])
 RETURNS bytea
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.prove_claims(of_letter uuid, of_challenges bytea[], of_macs bytea[], on_requests bytea[], at timestamp with time zone, most_wrong integer)
 RETURNS TABLE(number integer, open boolean, held bytea)
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.put_waiting_statement(taken bytea, of_id bytea, of_letter uuid, of_class text, of_key bytea, of_tag bytea, of_author bytea, of_text bytea)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  standing waiting_statement[];
begin
  lock table waiting_statement in access exclusive mode;
  select array_agg(w) into standing from waiting_statement w where w.id is distinct from taken;
  truncate waiting_statement;
  insert into waiting_statement
    select each.* from (
      select s.* from unnest(standing) as s
      union all
      select of_id, of_letter, of_class, of_key, of_tag, of_author, of_text where of_text is not null
    ) as each
    order by each.id;
end $function$;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ begin raise exception 'a published revision is immutable'; end $function$;

CREATE OR REPLACE FUNCTION public.save_claim_bucket(of_letter uuid, of_number integer, kept bytea)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  update claim_bucket b set entries = kept where b.letter_id = of_letter and b.number = of_number;
  if not found then
    insert into claim_bucket (letter_id, number, entries) values (of_letter, of_number, kept);
  end if;
end $function$;

CREATE OR REPLACE FUNCTION public.settle_claims(of_letter uuid, most integer)
 RETURNS boolean
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.spend_claim(of_letter uuid, of_tag bytea, on_request bytea, at timestamp with time zone, of_challenge bytea)
 RETURNS TABLE(open boolean, held bytea)
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.spend_claim_on_name(of_letter uuid, of_tag bytea, on_request bytea, at timestamp with time zone, of_challenge bytea, of_revision integer, held boolean)
 RETURNS text
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.split_claim_buckets(of_letter uuid, had integer, wanted integer)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.take_pending(of_letter uuid, of_ids bytea[] DEFAULT NULL::bytea[])
 RETURNS SETOF pending
 LANGUAGE plpgsql
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.take_waiting_statements(of_letter uuid)
 RETURNS SETOF waiting_statement
 LANGUAGE plpgsql
AS $function$
declare
  standing waiting_statement[];
begin
  lock table waiting_statement in access exclusive mode;
  select array_agg(w) into standing from waiting_statement w;
  truncate waiting_statement;
  insert into waiting_statement select (each).* from unnest(standing) as each where each.letter_id <> of_letter order by each.id;
  return query select (each).* from unnest(standing) as each where each.letter_id = of_letter order by each.id;
end $function$;

CREATE OR REPLACE FUNCTION public.try_code(of_letter uuid, of_challenge bytea, of_mac bytea, at timestamp with time zone, most_wrong integer)
 RETURNS TABLE(tag bytea, purpose text, payload_sealed bytea, "right" boolean)
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.try_mailed_code(of_tag bytea, of_challenge bytea, of_mac bytea, at timestamp with time zone, most_wrong integer, of_claims uuid, spends boolean)
 RETURNS boolean
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
AS $function$
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
end $function$;

create unlogged table account_challenge (
  id bytea not null,
  organizer_id uuid not null,
  act text not null,
  own_tag bytea,
  new_tag bytea,
  address_sealed bytea,
  attempts_left smallint not null,
  expires_at timestamp with time zone not null,
  constraint account_challenge_act_check CHECK ((act = ANY (ARRAY['codes'::text, 'address'::text, 'recovery'::text, 'link'::text, 'fresh'::text]))),
  constraint account_challenge_attempts_left_check CHECK ((attempts_left >= 0)),
  constraint account_challenge_id_check CHECK ((length(id) = 16)),
  constraint account_challenge_pkey PRIMARY KEY (id)
);

create table account_notice (
  id bytea not null,
  mail_sealed bytea not null,
  expires_at timestamp with time zone not null,
  constraint account_notice_id_check CHECK ((length(id) = 16)),
  constraint account_notice_pkey PRIMARY KEY (id)
);

create table activity (
  id uuid default gen_random_uuid() not null,
  letter_id uuid not null,
  organizer_id uuid,
  what text not null,
  detail jsonb default '{}'::jsonb not null,
  at timestamp with time zone not null,
  constraint activity_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint activity_organizer_id_fkey FOREIGN KEY (organizer_id) REFERENCES organizer(id) ON DELETE SET NULL,
  constraint activity_pkey PRIMARY KEY (id)
);

CREATE INDEX activity_letter ON public.activity USING btree (letter_id, at DESC);

create table address_change (
  organizer_id uuid not null,
  address_tag bytea not null,
  address_sealed bytea not null,
  due_at timestamp with time zone not null,
  constraint address_change_address_tag_check CHECK ((length(address_tag) = 32)),
  constraint address_change_organizer_id_fkey FOREIGN KEY (organizer_id) REFERENCES organizer(id) ON DELETE CASCADE,
  constraint address_change_pkey PRIMARY KEY (organizer_id)
);

CREATE INDEX address_change_due ON public.address_change USING btree (due_at);

create table approval (
  id uuid default gen_random_uuid() not null,
  letter_id uuid not null,
  act text not null,
  subject jsonb not null,
  proposed_by uuid not null,
  decided_by uuid,
  state text default 'proposed'::text not null,
  proposed_on date not null,
  detail_sealed bytea,
  granted_until timestamp with time zone,
  asked_at timestamp with time zone,
  reminded boolean default false not null,
  constraint approval_act_check CHECK ((act = ANY (ARRAY['open'::text, 'deliver'::text, 'reveal'::text, 'export'::text, 'change-owner'::text, 'close'::text, 'purge'::text, 'update'::text, 'offer'::text, 'demand'::text, 'extend'::text, 'keep'::text, 'campaign'::text, 'reveal-together'::text, 'end-together'::text]))),
  constraint approval_check CHECK (((decided_by IS NULL) OR (decided_by <> proposed_by) OR (state = 'withdrawn'::text))),
  constraint approval_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES organizer(id) ON DELETE SET NULL,
  constraint approval_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint approval_pkey PRIMARY KEY (id),
  constraint approval_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES organizer(id) ON DELETE CASCADE,
  constraint approval_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text, 'used'::text])))
);

CREATE UNIQUE INDEX approval_one_open ON public.approval USING btree (letter_id, act, md5((subject)::text)) WHERE (state = 'proposed'::text);

create table approval_look (
  letter_id uuid not null,
  organizer_id uuid not null,
  about text not null,
  shown_hash bytea not null,
  shown_sealed bytea not null,
  before_sealed bytea,
  constraint approval_look_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint approval_look_organizer_id_fkey FOREIGN KEY (organizer_id) REFERENCES organizer(id) ON DELETE CASCADE,
  constraint approval_look_pkey PRIMARY KEY (letter_id, organizer_id, about),
  constraint approval_look_shown_hash_check CHECK ((length(shown_hash) = 32))
);

CREATE INDEX approval_look_organizer ON public.approval_look USING btree (organizer_id);

create table approval_refusal (
  approval_id uuid not null,
  organizer_id uuid not null,
  reason_sealed bytea not null,
  refused_on date not null,
  constraint approval_refusal_approval_id_fkey FOREIGN KEY (approval_id) REFERENCES approval(id) ON DELETE CASCADE,
  constraint approval_refusal_organizer_id_fkey FOREIGN KEY (organizer_id) REFERENCES organizer(id) ON DELETE CASCADE,
  constraint approval_refusal_pkey PRIMARY KEY (approval_id, organizer_id)
);

CREATE INDEX approval_refusal_organizer ON public.approval_refusal USING btree (organizer_id);

create table bounce (
  delivery_id uuid not null,
  report_hash bytea not null,
  verdict text not null,
  status text not null,
  said text not null,
  noted_on date not null,
  number integer not null,
  superseded boolean default false not null,
  reason text not null,
  constraint bounce_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES delivery(id) ON DELETE CASCADE,
  constraint bounce_pkey PRIMARY KEY (delivery_id, report_hash),
  constraint bounce_reason_check CHECK ((reason = ANY (ARRAY['no-such-address'::text, 'no-such-domain'::text, 'mailbox-full'::text, 'disabled'::text, 'too-big'::text, 'refused'::text, 'late'::text, 'other'::text]))),
  constraint bounce_report_hash_check CHECK ((length(report_hash) = 32)),
  constraint bounce_verdict_check CHECK ((verdict = ANY (ARRAY['failed'::text, 'delayed'::text])))
);

CREATE UNIQUE INDEX bounce_number ON public.bounce USING btree (delivery_id, number);

create table breakdown (
  letter_id uuid not null,
  substance_revision integer not null,
  as_of timestamp with time zone not null,
  figures jsonb not null,
  constraint breakdown_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint breakdown_pkey PRIMARY KEY (letter_id)
);

create table call_recipient (
  id uuid default gen_random_uuid() not null,
  stage_id uuid not null,
  name text not null,
  office text not null,
  address_sealed bytea not null,
  constraint call_recipient_pkey PRIMARY KEY (id),
  constraint call_recipient_stage_id_fkey FOREIGN KEY (stage_id) REFERENCES stage_call(stage_id) ON DELETE CASCADE
);

CREATE INDEX call_recipient_stage_id ON public.call_recipient USING btree (stage_id);

create table campaign (
  id uuid default gen_random_uuid() not null,
  slug text not null,
  title text not null,
  begun_by uuid,
  invitation_hash bytea,
  invitation_sealed bytea,
  constraint campaign_begun_by_fkey FOREIGN KEY (begun_by) REFERENCES letter(id) ON DELETE SET NULL,
  constraint campaign_begun_by_key UNIQUE (begun_by),
  constraint campaign_invitation_hash_key UNIQUE (invitation_hash),
  constraint campaign_invitation_whole CHECK (((invitation_hash IS NULL) = (invitation_sealed IS NULL))),
  constraint campaign_pkey PRIMARY KEY (id),
  constraint campaign_slug_key UNIQUE (slug)
);

create table campaign_letter (
  letter_id uuid not null,
  campaign_id uuid not null,
  constraint campaign_letter_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id) ON DELETE CASCADE,
  constraint campaign_letter_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint campaign_letter_pkey PRIMARY KEY (letter_id)
);

CREATE INDEX campaign_letter_campaign ON public.campaign_letter USING btree (campaign_id);

create unlogged table challenge (
  id bytea not null,
  letter_id uuid not null,
  tag bytea not null,
  purpose text not null,
  payload_sealed bytea not null,
  attempts_left smallint not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  answers_left smallint default 10 not null,
  constraint challenge_answers_left_check CHECK ((answers_left >= 0)),
  constraint challenge_attempts_left_check CHECK ((attempts_left >= 0)),
  constraint challenge_id_check CHECK ((length(id) = 16)),
  constraint challenge_pkey PRIMARY KEY (id),
  constraint challenge_purpose_check CHECK ((purpose = ANY (ARRAY['sign'::text, 'remove'::text, 'issue'::text, 'vouch'::text])))
);

CREATE INDEX challenge_expiry ON public.challenge USING btree (expires_at);

create table changed_signature (
  letter_id uuid not null,
  signature_id bytea not null,
  copied boolean default false not null,
  constraint changed_signature_id_length CHECK ((length(signature_id) = 16)),
  constraint changed_signature_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint changed_signature_pkey PRIMARY KEY (letter_id, signature_id)
);

create table claim (
  letter_id uuid not null,
  tag bytea not null,
  request_hash bytea not null,
  drawn_hash bytea,
  constraint claim_drawn_hash_check CHECK ((length(drawn_hash) = 32)),
  constraint claim_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint claim_pkey PRIMARY KEY (letter_id, tag),
  constraint claim_request_hash_check CHECK ((length(request_hash) = 32)),
  constraint claim_tag_check CHECK ((length(tag) = 32))
);

create table claim_bucket (
  letter_id uuid not null,
  number integer not null,
  entries bytea not null,
  constraint claim_bucket_entries_check CHECK (((length(entries) % 96) = 0)),
  constraint claim_bucket_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint claim_bucket_number_check CHECK ((number >= 0)),
  constraint claim_bucket_pkey PRIMARY KEY (letter_id, number)
);

create table claim_count (
  letter_id uuid not null,
  claims integer not null,
  constraint claim_count_claims_check CHECK ((claims >= 0)),
  constraint claim_count_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint claim_count_pkey PRIMARY KEY (letter_id)
);

create unlogged table code_epoch (
  one_row boolean default true not null,
  epoch bytea not null,
  constraint code_epoch_epoch_check CHECK ((octet_length(epoch) = 4)),
  constraint code_epoch_one_row_check CHECK (one_row),
  constraint code_epoch_pkey PRIMARY KEY (one_row)
);

create table code_key (
  letter_id uuid not null,
  public_key bytea not null,
  private_sealed bytea,
  class text not null,
  constraint code_key_class_check CHECK ((class = ANY (ARRAY['vouched'::text, 'reviewed'::text]))),
  constraint code_key_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint code_key_pkey PRIMARY KEY (letter_id, class, public_key),
  constraint code_key_public_key_check CHECK ((length(public_key) = 384))
);

CREATE UNIQUE INDEX code_key_in_use ON public.code_key USING btree (letter_id, class) WHERE (private_sealed IS NOT NULL);

create table code_total (
  letter_id uuid not null,
  sent integer default 0 not null,
  refused integer default 0 not null,
  shown_sent integer default 0 not null,
  shown_refused integer default 0 not null,
  shown_domains text[] default '{}'::text[] not null,
  handed_over integer default 0 not null,
  shown_handed_over integer default 0 not null,
  constraint code_total_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint code_total_pkey PRIMARY KEY (letter_id)
);

create table copy_pdf (
  delivery_id uuid not null,
  version integer not null,
  sealed bytea,
  bytes integer not null,
  hash bytea not null,
  constraint copy_pdf_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES delivery(id) ON DELETE CASCADE,
  constraint copy_pdf_hash_check CHECK ((length(hash) = 32)),
  constraint copy_pdf_pkey PRIMARY KEY (delivery_id),
  constraint copy_pdf_version_check CHECK ((version > 0))
);

create table credential (
  id bytea not null,
  letter_id uuid not null,
  class text not null,
  public_key bytea not null,
  prefix bytea not null,
  signatures bytea[] not null,
  revision integer not null,
  commitment bytea not null,
  proof bytea not null,
  agreed_revision integer,
  agreed_commitment bytea,
  agreed_proof bytea,
  withdrawal bytea,
  never_counted boolean default false not null,
  constraint credential_agreed_commitment_check CHECK ((length(agreed_commitment) = 32)),
  constraint credential_agreed_proof_check CHECK ((length(agreed_proof) = 64)),
  constraint credential_check CHECK ((((agreed_revision IS NULL) = (agreed_proof IS NULL)) AND ((agreed_revision IS NULL) = (agreed_commitment IS NULL)))),
  constraint credential_check1 CHECK (((NOT never_counted) OR (withdrawal IS NOT NULL))),
  constraint credential_commitment_check CHECK ((length(commitment) = 32)),
  constraint credential_id_check CHECK ((length(id) = 32)),
  constraint credential_letter_id_agreed_revision_fkey FOREIGN KEY (letter_id, agreed_revision) REFERENCES revision(letter_id, number),
  constraint credential_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint credential_letter_id_revision_fkey FOREIGN KEY (letter_id, revision) REFERENCES revision(letter_id, number),
  constraint credential_pkey PRIMARY KEY (id),
  constraint credential_prefix_check CHECK ((length(prefix) = 32)),
  constraint credential_proof_check CHECK ((length(proof) = 64)),
  constraint credential_public_key_check CHECK ((length(public_key) = 32)),
  constraint credential_withdrawal_check CHECK ((length(withdrawal) = 64))
);

CREATE INDEX credential_letter ON public.credential USING btree (letter_id, id);

create table delegation (
  id uuid not null,
  delivery_id uuid not null,
  token_hash bytea not null,
  token_sealed bytea,
  person_sealed bytea not null,
  delegated_on date not null,
  link text default 'waiting'::text not null,
  constraint delegation_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES delivery(id) ON DELETE CASCADE,
  constraint delegation_delivery_id_key UNIQUE (delivery_id),
  constraint delegation_link_check CHECK ((link = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text]))),
  constraint delegation_pkey PRIMARY KEY (id),
  constraint delegation_token_hash_check CHECK ((length(token_hash) = 32)),
  constraint delegation_token_hash_key UNIQUE (token_hash)
);

create table delivery (
  id uuid default gen_random_uuid() not null,
  stage_id uuid not null,
  recipient_id uuid not null,
  state text default 'queued'::text not null,
  message_id text not null,
  address_sealed bytea,
  since_revision integer not null,
  snapshot_version integer,
  content_hash bytea,
  tries integer default 0 not null,
  first_tried_at timestamp with time zone,
  last_answer text,
  next_try_at timestamp with time zone,
  worker text,
  accepted_at timestamp with time zone,
  last_tried_at timestamp with time zone,
  receipt_reminded boolean default false not null,
  constraint delivery_message_id_key UNIQUE (message_id),
  constraint delivery_pkey PRIMARY KEY (id),
  constraint delivery_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES recipient(id) ON DELETE CASCADE,
  constraint delivery_stage_id_fkey FOREIGN KEY (stage_id) REFERENCES stage(id) ON DELETE CASCADE,
  constraint delivery_stage_id_recipient_id_key UNIQUE (stage_id, recipient_id),
  constraint delivery_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'printed'::text, 'handing-over'::text, 'accepted'::text, 'refused'::text, 'not-made'::text, 'unsure'::text, 'cancelled'::text])))
);

CREATE INDEX delivery_due ON public.delivery USING btree (next_try_at) WHERE (state = 'queued'::text);

CREATE INDEX delivery_handing_over ON public.delivery USING btree (id) WHERE (state = 'handing-over'::text);

create table demand_state (
  letter_id uuid not null,
  number integer not null,
  demand text not null,
  state text not null,
  since date not null,
  note text not null,
  link text,
  constraint demand_state_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint demand_state_number_check CHECK ((number > 0)),
  constraint demand_state_pkey PRIMARY KEY (letter_id, number),
  constraint demand_state_state_check CHECK ((state = ANY (ARRAY['open'::text, 'promised'::text, 'partly-met'::text, 'met'::text, 'refused'::text])))
);

create table draft_live (
  letter_id uuid not null,
  generation uuid not null,
  last_seq integer not null,
  written_seq integer not null,
  idle boolean default false not null,
  constraint draft_live_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint draft_live_pkey PRIMARY KEY (letter_id)
);

create table draft_passages (
  letter_id uuid not null,
  last_number integer default 0 not null,
  sealed bytea not null,
  constraint draft_passages_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint draft_passages_pkey PRIMARY KEY (letter_id)
);

create unlogged table draft_presence (
  letter_id uuid not null,
  connection uuid not null,
  process text not null,
  sealed bytea not null,
  constraint draft_presence_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint draft_presence_pkey PRIMARY KEY (connection)
);

CREATE INDEX draft_presence_letter ON public.draft_presence USING btree (letter_id);

create table draft_thread (
  letter_id uuid not null,
  number integer not null,
  open boolean default true not null,
  comments integer default 1 not null,
  sealed bytea not null,
  constraint draft_thread_comments_check CHECK ((comments > 0)),
  constraint draft_thread_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint draft_thread_number_check CHECK ((number > 0)),
  constraint draft_thread_pkey PRIMARY KEY (letter_id, number)
);

create table draft_update (
  letter_id uuid not null,
  seq integer not null,
  sealed bytea not null,
  constraint draft_update_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES draft_live(letter_id) ON DELETE CASCADE,
  constraint draft_update_pkey PRIMARY KEY (letter_id, seq)
);

create table draft_version (
  letter_id uuid not null,
  number integer not null,
  kept_on date not null,
  content_sealed bytea not null,
  label_sealed bytea,
  constraint draft_version_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint draft_version_number_check CHECK ((number >= 1)),
  constraint draft_version_pkey PRIMARY KEY (letter_id, number)
);

create table draft_version_read (
  letter_id uuid not null,
  number integer not null,
  organizer_id uuid not null,
  constraint draft_version_read_letter_id_number_fkey FOREIGN KEY (letter_id, number) REFERENCES draft_version(letter_id, number) ON DELETE CASCADE,
  constraint draft_version_read_organizer_id_fkey FOREIGN KEY (organizer_id) REFERENCES organizer(id) ON DELETE CASCADE,
  constraint draft_version_read_pkey PRIMARY KEY (letter_id, number, organizer_id)
);

CREATE INDEX draft_version_read_organizer ON public.draft_version_read USING btree (organizer_id);

create table drafting_name (
  letter_id uuid not null,
  organizer_id uuid not null,
  sealed bytea not null,
  constraint drafting_name_letter_id_organizer_id_fkey FOREIGN KEY (letter_id, organizer_id) REFERENCES membership(letter_id, organizer_id) ON DELETE CASCADE,
  constraint drafting_name_pkey PRIMARY KEY (letter_id, organizer_id)
);

create table employer (
  id uuid default gen_random_uuid() not null,
  letter_id uuid not null,
  name text not null,
  domains text[] not null,
  current boolean default true not null,
  people integer,
  constraint employer_domains_check CHECK ((cardinality(domains) > 0)),
  constraint employer_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint employer_letter_id_name_key UNIQUE (letter_id, name),
  constraint employer_people_check CHECK (((people >= 1) AND (people <= 10000000))),
  constraint employer_pkey PRIMARY KEY (id)
);

create table facet_tally (
  letter_id uuid not null,
  revision integer not null,
  facet text not null,
  value text not null,
  count integer not null,
  constraint facet_tally_count_check CHECK ((count >= 0)),
  constraint facet_tally_facet_check CHECK ((facet = ANY (ARRAY['role'::text, 'team'::text, 'site'::text]))),
  constraint facet_tally_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint facet_tally_pkey PRIMARY KEY (letter_id, revision, facet, value)
);

create table handed_over (
  letter_id uuid not null,
  tag bytea not null,
  count smallint not null,
  request_hash bytea not null,
  constraint handed_over_count_check CHECK ((count > 0)),
  constraint handed_over_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint handed_over_pkey PRIMARY KEY (letter_id, tag),
  constraint handed_over_request_hash_check CHECK ((length(request_hash) = 32)),
  constraint handed_over_tag_check CHECK ((length(tag) = 32))
);

create unlogged table idempotency (
  key_hash bytea not null,
  request_hash bytea not null,
  status smallint,
  body bytea,
  created_at timestamp with time zone not null,
  constraint idempotency_key_hash_check CHECK ((length(key_hash) = 32)),
  constraint idempotency_pkey PRIMARY KEY (key_hash)
);

create table installation (
  only_row boolean default true not null,
  key_check bytea not null,
  key_kinds text[] default '{}'::text[] not null,
  constraint installation_only_row_check CHECK (only_row),
  constraint installation_pkey PRIMARY KEY (only_row)
);

create table invitation (
  token_hash bytea not null,
  letter_id uuid,
  role text,
  invited_by uuid,
  expires_at timestamp with time zone not null,
  constraint invitation_check CHECK (((letter_id IS NULL) = (role IS NULL))),
  constraint invitation_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES organizer(id) ON DELETE SET NULL,
  constraint invitation_letter FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint invitation_pkey PRIMARY KEY (token_hash),
  constraint invitation_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'editor'::text, 'moderator'::text, 'viewer'::text]))),
  constraint invitation_token_hash_check CHECK ((length(token_hash) = 32))
);

create unlogged table invitation_mail (
  token_hash bytea not null,
  mail_sealed bytea not null,
  expires_at timestamp with time zone not null,
  constraint invitation_mail_pkey PRIMARY KEY (token_hash),
  constraint invitation_mail_token_hash_check CHECK ((length(token_hash) = 32))
);

create table issuer (
  letter_id uuid not null,
  class text not null,
  id bytea not null,
  public_key bytea not null,
  private_sealed bytea,
  constraint issuer_class_check CHECK ((class = ANY (ARRAY['mailbox'::text, 'vouched'::text, 'reviewed'::text]))),
  constraint issuer_id_check CHECK ((length(id) = 16)),
  constraint issuer_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint issuer_pkey PRIMARY KEY (letter_id, class, id),
  constraint issuer_public_key_check CHECK ((length(public_key) = 384))
);

CREATE UNIQUE INDEX issuer_own ON public.issuer USING btree (letter_id, class) WHERE (private_sealed IS NOT NULL);

create unlogged table kept_form (
  id bytea not null,
  sealed bytea not null,
  expires_at timestamp with time zone not null,
  constraint kept_form_id_check CHECK ((length(id) = 32)),
  constraint kept_form_pkey PRIMARY KEY (id)
);

CREATE INDEX kept_form_expiry ON public.kept_form USING btree (expires_at);

create table letter (
  id uuid default gen_random_uuid() not null,
  slug text not null,
  quiet_token text,
  state text default 'draft'::text not null,
  paused boolean default false not null,
  public boolean default false not null,
  press_contact text,
  draft_sealed bytea,
  draft_version integer default 1 not null,
  visibilities text[] default '{anonymous,withheld,public}'::text[] not null,
  batch_minutes integer default 60 not null,
  batch_size integer default 5 not null,
  first_threshold integer default 10 not null,
  notice_hours integer default 48 not null,
  goal integer,
  revision integer default 0 not null,
  substance_revision integer default 0 not null,
  as_of timestamp with time zone,
  next_batch_at timestamp with time zone,
  collecting boolean default true not null,
  created_on date not null,
  opened_at timestamp with time zone,
  closes_at timestamp with time zone,
  closed_at timestamp with time zone,
  claims_key_destroyed boolean default false not null,
  names_key_destroyed boolean default false not null,
  purges_at timestamp with time zone,
  purged_at timestamp with time zone,
  hidden_on_request integer default 0 not null,
  redeems_until timestamp with time zone,
  facets jsonb default '{"role": [], "site": [], "team": []}'::jsonb not null,
  vouches_each smallint default 3 not null,
  draft_key_destroyed boolean default false not null,
  quiet_hash bytea,
  quiet_sealed bytea,
  erases_at timestamp with time zone,
  names_hidden boolean default false not null,
  ends_on date,
  extendable_until timestamp with time zone,
  latest_end timestamp with time zone,
  extended_from timestamp with time zone,
  names_doubtful integer default 0 not null,
  names_checked integer default 0 not null,
  savers_sealed bytea,
  drafting_kept boolean default false not null,
  names_by_employer boolean default false not null,
  checks_each smallint default 0 not null,
  paper text default 'a4'::text not null,
  second_place text,
  embargo_until timestamp with time zone,
  together_needed integer,
  together_until date,
  constraint letter_batch_minutes_check CHECK (((batch_minutes >= 1) AND (batch_minutes <= 1440))),
  constraint letter_batch_size_check CHECK (((batch_size >= 1) AND (batch_size <= 1000))),
  constraint letter_check CHECK (((state = 'draft'::text) = (opened_at IS NULL))),
  constraint letter_check1 CHECK (((state <> 'open'::text) OR public)),
  constraint letter_check2 CHECK (((state = ANY (ARRAY['draft'::text, 'quiet'::text, 'open'::text])) OR (closed_at IS NOT NULL))),
  constraint letter_check3 CHECK (((redeems_until IS NULL) OR (closed_at IS NOT NULL))),
  constraint letter_checks_each_check CHECK (((checks_each >= 0) AND (checks_each <= 100))),
  constraint letter_discarded CHECK (((erases_at IS NULL) OR (state = 'draft'::text))),
  constraint letter_drafting_kept CHECK (((NOT drafting_kept) OR (opened_at IS NOT NULL))),
  constraint letter_extended CHECK (((extended_from IS NULL) OR (closes_at > extended_from))),
  constraint letter_extension CHECK (((extendable_until IS NULL) = (latest_end IS NULL))),
  constraint letter_first_threshold_check CHECK (((first_threshold >= 0) AND (first_threshold <= 1000))),
  constraint letter_goal_check CHECK (((goal >= 1) AND (goal <= 10000000))),
  constraint letter_latest_end CHECK ((closes_at <= latest_end)),
  constraint letter_names_checked_check CHECK ((names_checked >= 0)),
  constraint letter_names_doubtful_check CHECK ((names_doubtful >= 0)),
  constraint letter_notice_hours_check CHECK (((notice_hours >= 0) AND (notice_hours <= 720))),
  constraint letter_paper_check CHECK ((paper = ANY (ARRAY['a4'::text, 'letter'::text]))),
  constraint letter_pkey PRIMARY KEY (id),
  constraint letter_quiet_hash_check CHECK ((length(quiet_hash) = 32)),
  constraint letter_quiet_hash_key UNIQUE (quiet_hash),
  constraint letter_quiet_link CHECK (((quiet_hash IS NULL) = (quiet_sealed IS NULL))),
  constraint letter_quiet_token_key UNIQUE (quiet_token),
  constraint letter_slug_check CHECK (((slug ~ '^[a-z0-9](-?[a-z0-9]+){0,20}$'::text) AND (length(slug) <= 80))),
  constraint letter_slug_key UNIQUE (slug),
  constraint letter_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'quiet'::text, 'open'::text, 'closed'::text, 'purged'::text]))),
  constraint letter_together_needed_check CHECK (((together_needed >= 2) AND (together_needed <= 100000))),
  constraint letter_together_until_check CHECK (((together_until IS NULL) OR (together_needed IS NOT NULL))),
  constraint letter_visibilities_check CHECK (((visibilities <@ '{anonymous,withheld,together,recipients,public}'::text[]) AND (cardinality(visibilities) > 0))),
  constraint letter_vouches_each_check CHECK (((vouches_each >= 0) AND (vouches_each <= 10)))
);

CREATE INDEX letter_next_batch_at ON public.letter USING btree (next_batch_at) WHERE (next_batch_at IS NOT NULL);

create table letter_copy (
  letter_id uuid not null,
  number bigint not null,
  constraint letter_copy_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint letter_copy_pkey PRIMARY KEY (letter_id)
);

create table letter_update (
  id uuid default gen_random_uuid() not null,
  letter_id uuid not null,
  draft_sealed bytea,
  version integer default 1 not null,
  text text,
  published_on date,
  number integer,
  constraint letter_update_check CHECK (((text IS NULL) = (published_on IS NULL))),
  constraint letter_update_check1 CHECK (((text IS NULL) = (number IS NULL))),
  constraint letter_update_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint letter_update_letter_id_number_key UNIQUE (letter_id, number),
  constraint letter_update_pkey PRIMARY KEY (id)
);

CREATE UNIQUE INDEX letter_update_one_draft ON public.letter_update USING btree (letter_id) WHERE (text IS NULL);

create table log (
  letter_id uuid not null,
  size bigint default 0 not null,
  edge bytea default '\x'::bytea not null,
  revision integer default 0 not null,
  policy_hash bytea,
  names_hash bytea,
  names integer default 0 not null,
  closed boolean default false not null,
  checkpoint text,
  checkpoint_size bigint,
  checkpoint_at timestamp with time zone,
  names_nonce bytea,
  ids bigint default 0 not null,
  checkpoint_ids bigint default 0 not null,
  constraint log_checkpoint_whole CHECK ((((checkpoint IS NULL) = (checkpoint_size IS NULL)) AND ((checkpoint IS NULL) = (checkpoint_at IS NULL)))),
  constraint log_checkpoint_within CHECK (((checkpoint_size IS NULL) OR ((checkpoint_size >= 1) AND (checkpoint_size <= size)))),
  constraint log_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint log_names_nonce_length CHECK ((length(names_nonce) = 32)),
  constraint log_pkey PRIMARY KEY (letter_id)
);

create table log_document (
  letter_id uuid not null,
  hash bytea not null,
  text text not null,
  constraint log_document_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint log_document_pkey PRIMARY KEY (letter_id, hash)
);

create table log_leaf (
  letter_id uuid not null,
  number bigint not null,
  leaf_id bytea,
  leaf text not null,
  proof text,
  constraint log_leaf_id_length CHECK ((length(leaf_id) = 32)),
  constraint log_leaf_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint log_leaf_pkey PRIMARY KEY (letter_id, number)
);

CREATE INDEX log_leaf_id ON public.log_leaf USING btree (letter_id, leaf_id, number) WHERE (leaf_id IS NOT NULL);

create table log_names_part (
  letter_id uuid not null,
  part smallint not null,
  hash bytea not null,
  constraint log_names_part_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint log_names_part_pkey PRIMARY KEY (letter_id, part)
);

create table log_opening (
  letter_id uuid not null,
  commitment bytea not null,
  constraint log_opening_length CHECK ((length(commitment) = 32)),
  constraint log_opening_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint log_opening_pkey PRIMARY KEY (letter_id, commitment)
);

create table log_tile (
  letter_id uuid not null,
  level smallint not null,
  number bigint not null,
  hashes bytea not null,
  constraint log_tile_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint log_tile_pkey PRIMARY KEY (letter_id, level, number),
  constraint log_tile_whole CHECK ((((length(hashes) % 32) = 0) AND ((length(hashes) >= 32) AND (length(hashes) <= 8192))))
);

create unlogged table mail_allowance (
  bucket bytea not null,
  sent integer not null,
  hour timestamp with time zone not null,
  constraint mail_allowance_pkey PRIMARY KEY (bucket)
);

create unlogged table mailed_code (
  tag bytea not null,
  slot smallint not null,
  letter_id uuid,
  code_mac bytea not null,
  mail_sealed bytea,
  id bytea not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  spent_on bytea,
  claims_of uuid,
  constraint mailed_code_id_check CHECK ((length(id) = 16)),
  constraint mailed_code_id_key UNIQUE (id),
  constraint mailed_code_pkey PRIMARY KEY (tag, slot),
  constraint mailed_code_slot_check CHECK (((slot >= 1) AND (slot <= 5))),
  constraint mailed_code_tag_check CHECK ((length(tag) = 32))
);

create unlogged table mailed_code_attempts (
  tag bytea not null,
  hour timestamp with time zone not null,
  wrong integer not null,
  claims_of uuid,
  constraint mailed_code_attempts_pkey PRIMARY KEY (tag, hour)
);

create table membership (
  letter_id uuid not null,
  organizer_id uuid not null,
  role text not null,
  owner_since timestamp with time zone,
  constraint membership_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint membership_organizer_id_fkey FOREIGN KEY (organizer_id) REFERENCES organizer(id) ON DELETE CASCADE,
  constraint membership_pkey PRIMARY KEY (letter_id, organizer_id),
  constraint membership_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'editor'::text, 'moderator'::text, 'viewer'::text])))
);

CREATE INDEX membership_organizer ON public.membership USING btree (organizer_id);

create table migration (
  name text not null,
  checksum text not null,
  constraint migration_pkey PRIMARY KEY (name)
);

create table mine_alone (
  letter_id uuid not null,
  day date not null,
  said integer not null,
  constraint mine_alone_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint mine_alone_pkey PRIMARY KEY (letter_id, day)
);

create table name_claim (
  id uuid default gen_random_uuid() not null,
  letter_id uuid not null,
  signature_id bytea,
  kind text not null,
  message_sealed bytea,
  state text default 'waiting'::text not null,
  received_on date not null,
  constraint name_claim_kind_check CHECK ((kind = ANY (ARRAY['not-mine'::text, 'take-away'::text]))),
  constraint name_claim_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint name_claim_pkey PRIMARY KEY (id),
  constraint name_claim_signature_id_fkey FOREIGN KEY (signature_id) REFERENCES signature(id) ON DELETE SET NULL,
  constraint name_claim_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'hidden'::text, 'declined'::text])))
);

CREATE INDEX name_claim_letter ON public.name_claim USING btree (letter_id, state);

create table organizer (
  id uuid default gen_random_uuid() not null,
  address_tag bytea not null,
  address_sealed bytea not null,
  name text not null,
  created_on date not null,
  constraint organizer_address_tag_key UNIQUE (address_tag),
  constraint organizer_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint organizer_pkey PRIMARY KEY (id)
);

create table organizer_session (
  id uuid default gen_random_uuid() not null,
  organizer_id uuid not null,
  label text not null,
  created_on date not null,
  last_used_on date not null,
  expires_at timestamp with time zone not null,
  refresh_hash bytea,
  recovers_until timestamp with time zone,
  proved_at timestamp with time zone,
  passkey_hash bytea,
  mailbox_proved_at timestamp with time zone,
  constraint organizer_session_label_check CHECK ((length(label) <= 100)),
  constraint organizer_session_organizer_id_fkey FOREIGN KEY (organizer_id) REFERENCES organizer(id) ON DELETE CASCADE,
  constraint organizer_session_passkey_hash_fkey FOREIGN KEY (passkey_hash) REFERENCES passkey(credential_hash) ON DELETE CASCADE,
  constraint organizer_session_pkey PRIMARY KEY (id),
  constraint organizer_session_refresh_hash_key UNIQUE (refresh_hash)
);

CREATE INDEX organizer_session_organizer ON public.organizer_session USING btree (organizer_id);

CREATE INDEX organizer_session_passkey ON public.organizer_session USING btree (passkey_hash);

create table passkey (
  credential_hash bytea not null,
  organizer_id uuid not null,
  sealed bytea not null,
  counter bigint not null,
  created_on date not null,
  last_used_on date,
  constraint passkey_counter_check CHECK ((counter >= 0)),
  constraint passkey_credential_hash_check CHECK ((length(credential_hash) = 32)),
  constraint passkey_organizer_id_fkey FOREIGN KEY (organizer_id) REFERENCES organizer(id) ON DELETE CASCADE,
  constraint passkey_pkey PRIMARY KEY (credential_hash)
);

CREATE INDEX passkey_organizer ON public.passkey USING btree (organizer_id);

create unlogged table pending (
  id bytea not null,
  letter_id uuid not null,
  class text not null,
  public_key bytea not null,
  prefix bytea not null,
  signatures bytea[] not null,
  revision integer not null,
  commitment bytea not null,
  proof bytea not null,
  withdrawal bytea,
  facets_sealed bytea,
  constraint pending_id_check CHECK ((length(id) = 32)),
  constraint pending_pkey PRIMARY KEY (id)
);

create table plan_watch (
  only_row boolean default true not null,
  looked_at timestamp with time zone not null,
  constraint plan_watch_only_row_check CHECK (only_row),
  constraint plan_watch_pkey PRIMARY KEY (only_row)
);

create table receipt (
  delivery_id uuid not null,
  confirmed_at timestamp with time zone not null,
  constraint receipt_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES delivery(id) ON DELETE CASCADE,
  constraint receipt_pkey PRIMARY KEY (delivery_id)
);

create table recipient (
  id uuid default gen_random_uuid() not null,
  letter_id uuid not null,
  name text not null,
  office text not null,
  address_sealed bytea,
  current boolean default true not null,
  since_revision integer default 1 not null,
  press_of uuid,
  constraint recipient_check CHECK (((press_of IS NULL) OR (NOT current))),
  constraint recipient_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint recipient_pkey PRIMARY KEY (id),
  constraint recipient_press_of_fkey FOREIGN KEY (press_of) REFERENCES stage(id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX recipient_of_letter ON public.recipient USING btree (letter_id, name, office) WHERE (press_of IS NULL);

create unlogged table recipient_challenge (
  id bytea not null,
  delivery_id uuid not null,
  response_id uuid,
  answer_hash bytea,
  attempts_left smallint not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint recipient_challenge_attempts_left_check CHECK ((attempts_left >= 0)),
  constraint recipient_challenge_id_check CHECK ((length(id) = 16)),
  constraint recipient_challenge_pkey PRIMARY KEY (id)
);

CREATE INDEX recipient_challenge_delivery ON public.recipient_challenge USING btree (delivery_id, created_at);

create table recipient_page (
  token_hash bytea not null,
  delivery_id uuid not null,
  token_sealed bytea not null,
  revoked boolean default false not null,
  check_hash bytea,
  check_sealed bytea,
  constraint recipient_page_check CHECK (((check_hash IS NULL) = (check_sealed IS NULL))),
  constraint recipient_page_check_hash_check CHECK ((length(check_hash) = 32)),
  constraint recipient_page_check_hash_key UNIQUE (check_hash),
  constraint recipient_page_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES delivery(id) ON DELETE CASCADE,
  constraint recipient_page_delivery_id_key UNIQUE (delivery_id),
  constraint recipient_page_pkey PRIMARY KEY (token_hash),
  constraint recipient_page_token_hash_check CHECK ((length(token_hash) = 32))
);

create unlogged table recipient_upload (
  challenge_id bytea not null,
  sealed bytea not null,
  constraint recipient_upload_challenge_id_fkey FOREIGN KEY (challenge_id) REFERENCES recipient_challenge(id) ON DELETE CASCADE,
  constraint recipient_upload_pkey PRIMARY KEY (challenge_id)
);

create table recovery_code (
  code_hash bytea not null,
  organizer_id uuid not null,
  ends_at timestamp with time zone,
  constraint recovery_code_code_hash_check CHECK ((length(code_hash) = 32)),
  constraint recovery_code_organizer_id_fkey FOREIGN KEY (organizer_id) REFERENCES organizer(id) ON DELETE CASCADE,
  constraint recovery_code_pkey PRIMARY KEY (code_hash)
);

CREATE INDEX recovery_code_organizer ON public.recovery_code USING btree (organizer_id);

create table recovery_link (
  token_hash bytea not null,
  organizer_id uuid not null,
  expires_at timestamp with time zone not null,
  constraint recovery_link_organizer_id_fkey FOREIGN KEY (organizer_id) REFERENCES organizer(id) ON DELETE CASCADE,
  constraint recovery_link_organizer_id_key UNIQUE (organizer_id),
  constraint recovery_link_pkey PRIMARY KEY (token_hash),
  constraint recovery_link_token_hash_check CHECK ((length(token_hash) = 32))
);

create table refused_mail (
  letter_id uuid not null,
  domain text not null,
  day date not null,
  refused integer not null,
  arrived integer default 0 not null,
  constraint refused_mail_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint refused_mail_pkey PRIMARY KEY (letter_id, domain, day)
);

create table response (
  id uuid default gen_random_uuid() not null,
  letter_id uuid not null,
  delivery_id uuid,
  recipient_id uuid,
  way text not null,
  text_sealed bytea,
  text text,
  answered_on date not null,
  published_at timestamp with time zone,
  answered_by_sealed bytea,
  answered_by text,
  verdict text,
  signature_state text,
  signature_domain text,
  signature_checked_on date,
  edited boolean,
  constraint response_check CHECK (((published_at IS NULL) OR (text IS NOT NULL))),
  constraint response_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES delivery(id) ON DELETE CASCADE,
  constraint response_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint response_mail_file CHECK ((((signature_state IS NULL) = (signature_checked_on IS NULL)) AND ((signature_state IS NULL) = (edited IS NULL)) AND ((signature_domain IS NULL) OR (signature_state IS NOT NULL)))),
  constraint response_pkey PRIMARY KEY (id),
  constraint response_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES recipient(id) ON DELETE SET NULL,
  constraint response_signature_domain_check CHECK (((length(signature_domain) >= 1) AND (length(signature_domain) <= 253))),
  constraint response_signature_state_check CHECK ((signature_state = ANY (ARRAY['recipient'::text, 'signed'::text, 'other-domain'::text, 'altered'::text, 'unsigned'::text, 'key-gone'::text, 'unreachable'::text, 'weak'::text]))),
  constraint response_verdict_check CHECK ((verdict = ANY (ARRAY['answers'::text, 'no-answer'::text]))),
  constraint response_way_check CHECK ((way = ANY (ARRAY['page'::text, 'mail'::text, 'other'::text, 'delegate'::text])))
);

CREATE INDEX response_letter ON public.response USING btree (letter_id);

create table response_pdf (
  response_id uuid not null,
  sealed bytea not null,
  bytes integer not null,
  hash bytea not null,
  published_at timestamp with time zone,
  constraint response_pdf_bytes_check CHECK ((bytes > 0)),
  constraint response_pdf_hash_check CHECK ((length(hash) = 32)),
  constraint response_pdf_pkey PRIMARY KEY (response_id),
  constraint response_pdf_response_id_fkey FOREIGN KEY (response_id) REFERENCES response(id) ON DELETE CASCADE
);

create table returned_mail (
  id uuid default gen_random_uuid() not null,
  letter_id uuid not null,
  delivery_id uuid,
  kind text not null,
  mail_hash bytea not null,
  text_sealed bytea,
  came_on date not null,
  constraint returned_mail_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES delivery(id) ON DELETE CASCADE,
  constraint returned_mail_kind_check CHECK ((kind = ANY (ARRAY['reply'::text, 'auto-reply'::text, 'complaint'::text, 'unread'::text]))),
  constraint returned_mail_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint returned_mail_mail_hash_check CHECK ((length(mail_hash) = 32)),
  constraint returned_mail_pkey PRIMARY KEY (id)
);

CREATE INDEX returned_mail_delivery ON public.returned_mail USING btree (delivery_id);

CREATE UNIQUE INDEX returned_mail_hash ON public.returned_mail USING btree (letter_id, mail_hash);

create table review_link (
  id bytea not null,
  letter_id uuid not null,
  token_hash bytea,
  browser_hash bytea,
  sealed bytea not null,
  text_sealed bytea,
  made_on date not null,
  last_day date not null,
  used_on date,
  refused_on date,
  ended_on date,
  constraint review_link_browser_hash_check CHECK ((length(browser_hash) = 32)),
  constraint review_link_check CHECK (((browser_hash IS NULL) OR ((token_hash IS NOT NULL) AND (used_on IS NOT NULL)))),
  constraint review_link_check1 CHECK (((token_hash IS NULL) = (ended_on IS NOT NULL))),
  constraint review_link_check2 CHECK (((token_hash IS NULL) = (text_sealed IS NULL))),
  constraint review_link_id_check CHECK ((length(id) = 16)),
  constraint review_link_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint review_link_pkey PRIMARY KEY (id),
  constraint review_link_token_hash_check CHECK ((length(token_hash) = 32)),
  constraint review_link_token_hash_key UNIQUE (token_hash)
);

CREATE INDEX review_link_letter ON public.review_link USING btree (letter_id);

create table revision (
  letter_id uuid not null,
  number integer not null,
  kind text not null,
  title text not null,
  text text not null,
  demands jsonb not null,
  recipients jsonb not null,
  employers jsonb not null,
  language text not null,
  hash bytea not null,
  published_on date not null,
  constraint revision_hash_check CHECK ((length(hash) = 32)),
  constraint revision_kind_check CHECK ((kind = ANY (ARRAY['first'::text, 'correction'::text, 'substance'::text]))),
  constraint revision_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint revision_number_check CHECK ((number > 0)),
  constraint revision_pkey PRIMARY KEY (letter_id, number)
);

CREATE TRIGGER revision_is_immutable BEFORE UPDATE ON public.revision FOR EACH ROW EXECUTE FUNCTION refuse_change();

create unlogged table sign_in_challenge (
  id bytea not null,
  attempts_left smallint not null,
  expires_at timestamp with time zone not null,
  tag bytea not null,
  address_sealed bytea not null,
  constraint sign_in_challenge_attempts_left_check CHECK ((attempts_left >= 0)),
  constraint sign_in_challenge_id_check CHECK ((length(id) = 16)),
  constraint sign_in_challenge_pkey PRIMARY KEY (id)
);

create table signature (
  id bytea not null,
  letter_id uuid not null,
  revision integer not null,
  visibility text not null,
  class text not null,
  employer_id uuid,
  verifier bytea,
  name text,
  name_sealed bytea,
  resemblance text,
  claim_tag bytea,
  counted boolean default true not null,
  invalid_reason text,
  name_hidden boolean default false not null,
  pending_visibility text,
  pending_revision integer,
  pending_withdrawal boolean default false not null,
  withdrawn boolean default false not null,
  removal_due date,
  facets_sealed bytea,
  named boolean default false not null,
  moves boolean default false not null,
  title text,
  name_folded text generated always as (folded_name(name)) stored,
  for_log_sealed bytea,
  name_salt bytea,
  name_entry bytea,
  held_sealed bytea,
  revealed boolean default false not null,
  opening bytea,
  opening_salt bytea,
  doubtful boolean default false not null,
  constraint signature_check CHECK (((name IS NULL) OR (visibility = 'public'::text))),
  constraint signature_check1 CHECK (((claim_tag IS NULL) OR (visibility = 'public'::text))),
  constraint signature_check2 CHECK (((name IS NULL) OR ((pending_visibility IS NULL) AND (NOT pending_withdrawal) AND (NOT name_hidden) AND (invalid_reason IS NULL)))),
  constraint signature_check3 CHECK (((name IS NULL) OR (name_sealed IS NULL))),
  constraint signature_check4 CHECK (((NOT withdrawn) OR ((NOT counted) AND (name IS NULL) AND (name_sealed IS NULL) AND (verifier IS NULL) AND (claim_tag IS NULL)))),
  constraint signature_check5 CHECK (((facets_sealed IS NULL) OR (NOT withdrawn))),
  constraint signature_check6 CHECK (((NOT moves) OR pending_withdrawal)),
  constraint signature_class_check CHECK ((class = ANY (ARRAY['mailbox'::text, 'vouched'::text, 'reviewed'::text, 'supporter'::text]))),
  constraint signature_employer_id_fkey FOREIGN KEY (employer_id) REFERENCES employer(id),
  constraint signature_held CHECK (((held_sealed IS NULL) OR ((visibility = 'together'::text) AND (name IS NULL) AND (name_sealed IS NULL) AND (NOT pending_withdrawal) AND (pending_visibility IS NULL)))),
  constraint signature_id_check CHECK ((length(id) = 16)),
  constraint signature_invalid_reason_check CHECK ((invalid_reason = ANY (ARRAY['not-theirs'::text, 'not-an-employee'::text, 'not-a-person'::text, 'other'::text]))),
  constraint signature_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint signature_letter_id_revision_fkey FOREIGN KEY (letter_id, revision) REFERENCES revision(letter_id, number),
  constraint signature_name_entry_length CHECK ((length(name_entry) = 32)),
  constraint signature_name_salt_beside CHECK (((name_salt IS NULL) OR (name IS NOT NULL))),
  constraint signature_name_salt_length CHECK ((length(name_salt) = 12)),
  constraint signature_opening_length CHECK ((length(opening) = 32)),
  constraint signature_opening_revealed CHECK (((opening IS NULL) OR revealed)),
  constraint signature_opening_salt CHECK ((((length(opening_salt) = 32) AND (name IS NOT NULL) AND (opening IS NOT NULL)) OR (opening_salt IS NULL))),
  constraint signature_pending_visibility_check CHECK ((pending_visibility = ANY (ARRAY['anonymous'::text, 'withheld'::text, 'recipients'::text, 'together'::text]))),
  constraint signature_pkey PRIMARY KEY (id),
  constraint signature_resemblance_check CHECK ((resemblance = ANY (ARRAY['yes'::text, 'no'::text, 'unclear'::text]))),
  constraint signature_title CHECK (((title IS NULL) OR (name IS NOT NULL))),
  constraint signature_verifier_check CHECK ((length(verifier) = 32)),
  constraint signature_visibility_check CHECK ((visibility = ANY (ARRAY['anonymous'::text, 'withheld'::text, 'together'::text, 'recipients'::text, 'public'::text])))
);

CREATE UNIQUE INDEX signature_claim_tag ON public.signature USING btree (letter_id, claim_tag) WHERE (claim_tag IS NOT NULL);

CREATE INDEX signature_doubtful_due ON public.signature USING btree (letter_id) WHERE (doubtful <> ((resemblance IS NOT NULL) AND (resemblance = 'no'::text) AND counted AND (NOT name_hidden) AND (invalid_reason IS NULL)));

CREATE INDEX signature_held_names ON public.signature USING btree (letter_id) WHERE (held_sealed IS NOT NULL);

CREATE INDEX signature_list ON public.signature USING btree (letter_id, id);

CREATE INDEX signature_name_entry ON public.signature USING btree (letter_id, name_entry) WHERE (name_entry IS NOT NULL);

CREATE INDEX signature_name_entry_due ON public.signature USING btree (letter_id) WHERE ((counted AND (visibility = 'public'::text) AND ((name_entry IS NULL) OR ((name IS NOT NULL) AND (name_salt IS NULL)))) OR ((name_entry IS NOT NULL) AND (NOT (counted AND (visibility = 'public'::text)))));

CREATE INDEX signature_names ON public.signature USING btree (letter_id, id) WHERE (name IS NOT NULL);

CREATE INDEX signature_opening ON public.signature USING btree (letter_id, opening) WHERE (opening IS NOT NULL);

CREATE INDEX signature_pending ON public.signature USING btree (letter_id) WHERE ((pending_visibility IS NOT NULL) OR (pending_revision IS NOT NULL) OR pending_withdrawal OR ((NOT withdrawn) AND (counted = (invalid_reason IS NOT NULL))));

CREATE INDEX signature_removal_due ON public.signature USING btree (removal_due) WHERE (removal_due IS NOT NULL);

CREATE INDEX signature_unshown ON public.signature USING btree (letter_id) WHERE ((visibility = 'public'::text) AND (name IS NULL));

CREATE INDEX signature_verifier ON public.signature USING btree (letter_id, verifier);

create table snapshot (
  stage_id uuid not null,
  version integer not null,
  revision integer not null,
  tally jsonb not null,
  list_sealed bytea,
  content_hash bytea not null,
  as_of timestamp with time zone not null,
  made_on date not null,
  stale boolean default false not null,
  note text not null,
  press_contact text,
  answer_by date,
  second_place text,
  checkpoint text,
  constraint snapshot_content_hash_check CHECK ((length(content_hash) = 32)),
  constraint snapshot_pkey PRIMARY KEY (stage_id, version),
  constraint snapshot_stage_id_fkey FOREIGN KEY (stage_id) REFERENCES stage(id) ON DELETE CASCADE,
  constraint snapshot_version_check CHECK ((version > 0))
);

create table snapshot_edition (
  stage_id uuid not null,
  version integer not null,
  since_revision integer not null,
  names integer not null,
  content_hash bytea not null,
  constraint snapshot_edition_content_hash_check CHECK ((length(content_hash) = 32)),
  constraint snapshot_edition_names_check CHECK ((names >= 0)),
  constraint snapshot_edition_pkey PRIMARY KEY (stage_id, version, since_revision),
  constraint snapshot_edition_stage_id_version_fkey FOREIGN KEY (stage_id, version) REFERENCES snapshot(stage_id, version) ON DELETE CASCADE
);

create unlogged table spent_passkey_challenge (
  challenge_hash bytea not null,
  expires_at timestamp with time zone not null,
  constraint spent_passkey_challenge_challenge_hash_check CHECK ((length(challenge_hash) = 32)),
  constraint spent_passkey_challenge_pkey PRIMARY KEY (challenge_hash)
);

create table stage (
  id uuid default gen_random_uuid() not null,
  letter_id uuid not null,
  number integer not null,
  covering_note text default ''::text not null,
  disclosure text default 'names'::text not null,
  state text default 'planned'::text not null,
  version integer default 1 not null,
  announced_at timestamp with time zone,
  notice_until timestamp with time zone,
  confirmed_at timestamp with time zone,
  finished_at timestamp with time zone,
  cancelled_at timestamp with time zone,
  kind text default 'mail'::text not null,
  approved_at timestamp with time zone,
  approved_revision integer,
  fired_at timestamp with time zone,
  late_since timestamp with time zone,
  late_because text,
  stopped_from text,
  stopped_at timestamp with time zone,
  handed_on date,
  approved_addresses bytea,
  approved_contact text,
  answer_days integer,
  answer_by date,
  approved_place text,
  embargo_at timestamp with time zone,
  embargo_zone text,
  constraint stage_answer_days_check CHECK (((answer_days >= 1) AND (answer_days <= 365))),
  constraint stage_answer_once CHECK (((answer_days IS NULL) OR (answer_by IS NULL))),
  constraint stage_approved_addresses_check CHECK ((length(approved_addresses) = 32)),
  constraint stage_check CHECK ((((state = 'late'::text) = (late_since IS NOT NULL)) OR (state = 'stopped'::text))),
  constraint stage_check1 CHECK (((state = 'stopped'::text) = (stopped_from IS NOT NULL))),
  constraint stage_disclosure_check CHECK ((disclosure = ANY (ARRAY['count'::text, 'employers'::text, 'names'::text]))),
  constraint stage_embargo_check CHECK (((embargo_at IS NULL) = (embargo_zone IS NULL))),
  constraint stage_kind_check CHECK ((kind = ANY (ARRAY['mail'::text, 'by-hand'::text, 'public'::text, 'call'::text]))),
  constraint stage_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint stage_letter_id_number_key UNIQUE (letter_id, number) DEFERRABLE INITIALLY DEFERRED,
  constraint stage_pkey PRIMARY KEY (id),
  constraint stage_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'announced'::text, 'late'::text, 'sending'::text, 'stopped'::text, 'done'::text, 'cancelled'::text]))),
  constraint stage_stopped_from_check CHECK ((stopped_from = ANY (ARRAY['planned'::text, 'announced'::text, 'late'::text, 'sending'::text])))
);

CREATE INDEX stage_by_state ON public.stage USING btree (state, letter_id) WHERE (state = ANY (ARRAY['planned'::text, 'announced'::text, 'stopped'::text]));

create table stage_call (
  stage_id uuid not null,
  waiting integer default 0 not null,
  counted integer default 0 not null,
  constraint stage_call_counted_check CHECK ((counted >= 0)),
  constraint stage_call_pkey PRIMARY KEY (stage_id),
  constraint stage_call_stage_id_fkey FOREIGN KEY (stage_id) REFERENCES stage(id) ON DELETE CASCADE,
  constraint stage_call_waiting_check CHECK ((waiting >= 0))
);

create table stage_change (
  stage_id uuid not null,
  version integer not null,
  proposed_by uuid not null,
  proposal_sealed bytea not null,
  constraint stage_change_pkey PRIMARY KEY (stage_id),
  constraint stage_change_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES organizer(id) ON DELETE CASCADE,
  constraint stage_change_stage_id_fkey FOREIGN KEY (stage_id) REFERENCES stage(id) ON DELETE CASCADE
);

create table stage_condition (
  stage_id uuid not null,
  kind text not null,
  local_time text,
  zone text,
  due_at timestamp with time zone,
  class text,
  least integer,
  after_stage uuid,
  days integer,
  constraint stage_condition_after_stage_fkey FOREIGN KEY (after_stage) REFERENCES stage(id),
  constraint stage_condition_check CHECK ((after_stage <> stage_id)),
  constraint stage_condition_check1 CHECK (((kind = 'date'::text) = ((local_time IS NOT NULL) AND (zone IS NOT NULL) AND (due_at IS NOT NULL)))),
  constraint stage_condition_check2 CHECK (((kind = 'count'::text) = ((class IS NOT NULL) AND ("least" IS NOT NULL)))),
  constraint stage_condition_check3 CHECK (((kind = 'silence'::text) = ((after_stage IS NOT NULL) AND (days IS NOT NULL)))),
  constraint stage_condition_class_check CHECK ((class = ANY (ARRAY['workers'::text, 'mailbox'::text, 'vouched'::text, 'reviewed'::text, 'supporter'::text]))),
  constraint stage_condition_days_check CHECK ((days > 0)),
  constraint stage_condition_kind_check CHECK ((kind = ANY (ARRAY['date'::text, 'count'::text, 'silence'::text, 'together'::text]))),
  constraint stage_condition_least_check CHECK (("least" > 0)),
  constraint stage_condition_pkey PRIMARY KEY (stage_id, kind),
  constraint stage_condition_stage_id_fkey FOREIGN KEY (stage_id) REFERENCES stage(id) ON DELETE CASCADE
);

CREATE INDEX stage_condition_after ON public.stage_condition USING btree (after_stage);

create table stage_photo (
  stage_id uuid not null,
  jpeg bytea not null,
  width integer not null,
  height integer not null,
  constraint stage_photo_pkey PRIMARY KEY (stage_id),
  constraint stage_photo_stage_id_fkey FOREIGN KEY (stage_id) REFERENCES stage(id) ON DELETE CASCADE
);

create table stage_recipient (
  stage_id uuid not null,
  recipient_id uuid not null,
  constraint stage_recipient_pkey PRIMARY KEY (stage_id, recipient_id),
  constraint stage_recipient_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES recipient(id) ON DELETE CASCADE,
  constraint stage_recipient_stage_id_fkey FOREIGN KEY (stage_id) REFERENCES stage(id) ON DELETE CASCADE
);

create table stage_stop (
  stage_id uuid not null,
  organizer_id uuid not null,
  stopped_at timestamp with time zone not null,
  state text default 'open'::text not null,
  constraint stage_stop_organizer_id_fkey FOREIGN KEY (organizer_id) REFERENCES organizer(id) ON DELETE CASCADE,
  constraint stage_stop_pkey PRIMARY KEY (stage_id, organizer_id),
  constraint stage_stop_stage_id_fkey FOREIGN KEY (stage_id) REFERENCES stage(id) ON DELETE CASCADE,
  constraint stage_stop_state_check CHECK ((state = ANY (ARRAY['open'::text, 'lapsed'::text, 'withdrawn'::text, 'confirmed'::text])))
);

CREATE UNIQUE INDEX stage_stop_open ON public.stage_stop USING btree (stage_id) WHERE (state = 'open'::text);

create table statement (
  id bytea not null,
  letter_id uuid not null,
  class text not null,
  public_key bytea,
  tag bytea,
  earlier_author bytea,
  state text default 'waiting'::text not null,
  text_sealed bytea,
  text text,
  constraint statement_check1 CHECK (((public_key IS NULL) = (earlier_author IS NOT NULL))),
  constraint statement_check2 CHECK ((((state = 'waiting'::text) = (text_sealed IS NOT NULL)) AND ((state = 'public'::text) = (text IS NOT NULL)))),
  constraint statement_class_check CHECK ((class = ANY (ARRAY['mailbox'::text, 'vouched'::text, 'reviewed'::text]))),
  constraint statement_earlier_author_check CHECK ((length(earlier_author) = 32)),
  constraint statement_id_check1 CHECK ((length(id) = 16)),
  constraint statement_letter_id_fkey1 FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint statement_pkey PRIMARY KEY (id),
  constraint statement_public_key_check CHECK ((length(public_key) = 32)),
  constraint statement_state_check1 CHECK ((state = ANY (ARRAY['waiting'::text, 'public'::text, 'declined'::text]))),
  constraint statement_tag_check CHECK ((length(tag) = 32))
);

CREATE INDEX statement_letter ON public.statement USING btree (letter_id, id);

CREATE UNIQUE INDEX statement_public_key ON public.statement USING btree (letter_id, public_key);

CREATE UNIQUE INDEX statement_tag ON public.statement USING btree (letter_id, tag);

create table subscriber (
  id bytea not null,
  letter_id uuid not null,
  address_tag bytea not null,
  address_sealed bytea not null,
  constraint subscriber_address_tag_check CHECK ((length(address_tag) = 32)),
  constraint subscriber_id_check CHECK ((length(id) = 16)),
  constraint subscriber_letter_id_address_tag_key UNIQUE (letter_id, address_tag),
  constraint subscriber_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint subscriber_pkey PRIMARY KEY (id)
);

create unlogged table subscriber_challenge (
  id bytea not null,
  letter_id uuid not null,
  attempts_left smallint not null,
  expires_at timestamp with time zone not null,
  tag bytea not null,
  address_sealed bytea not null,
  constraint subscriber_challenge_attempts_left_check CHECK ((attempts_left >= 0)),
  constraint subscriber_challenge_id_check CHECK ((length(id) = 16)),
  constraint subscriber_challenge_pkey PRIMARY KEY (id)
);

CREATE INDEX subscriber_challenge_expires ON public.subscriber_challenge USING btree (expires_at);

create table subscriber_receipt (
  subscriber_id bytea not null,
  about uuid not null,
  state text default 'unsure'::text not null,
  constraint subscriber_receipt_pkey PRIMARY KEY (subscriber_id, about),
  constraint subscriber_receipt_state_check CHECK ((state = ANY (ARRAY['unsure'::text, 'sent'::text, 'refused'::text]))),
  constraint subscriber_receipt_subscriber_id_fkey FOREIGN KEY (subscriber_id) REFERENCES subscriber(id) ON DELETE CASCADE
);

CREATE INDEX subscriber_receipt_about ON public.subscriber_receipt USING btree (about);

create table subscriber_report (
  subscriber_id bytea not null,
  reason text not null,
  constraint subscriber_report_pkey PRIMARY KEY (subscriber_id, reason),
  constraint subscriber_report_subscriber_id_fkey FOREIGN KEY (subscriber_id) REFERENCES subscriber(id) ON DELETE CASCADE
);

create table tally (
  letter_id uuid not null,
  revision integer not null,
  class text not null,
  visibility text not null,
  employer_id uuid,
  count integer not null,
  constraint tally_count_check CHECK ((count >= 0)),
  constraint tally_employer_id_fkey FOREIGN KEY (employer_id) REFERENCES employer(id),
  constraint tally_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint tally_letter_id_revision_class_visibility_employer_id_key UNIQUE NULLS NOT DISTINCT (letter_id, revision, class, visibility, employer_id)
);

create table tally_day (
  letter_id uuid not null,
  day date not null,
  class text not null,
  net integer not null,
  constraint tally_day_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint tally_day_pkey PRIMARY KEY (letter_id, day, class)
);

create table time_request (
  delivery_id uuid not null,
  number smallint not null,
  asked_on date not null,
  until date not null,
  constraint time_request_check CHECK ((until > asked_on)),
  constraint time_request_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES delivery(id) ON DELETE CASCADE,
  constraint time_request_number_check CHECK ((number > 0)),
  constraint time_request_pkey PRIMARY KEY (delivery_id, number)
);

create table together (
  letter_id uuid not null,
  needed integer not null,
  until timestamp with time zone not null,
  state text default 'waiting'::text not null,
  round integer default 0 not null,
  standing integer default 0 not null,
  reached_at timestamp with time zone,
  reveals_at timestamp with time zone,
  agreed boolean default false not null,
  ended_at timestamp with time zone,
  key_destroyed boolean default false not null,
  constraint together_agreed CHECK (((NOT agreed) OR (state = ANY (ARRAY['reached'::text, 'revealed'::text])))),
  constraint together_ended CHECK (((ended_at IS NOT NULL) = (state = ANY (ARRAY['revealed'::text, 'lapsed'::text])))),
  constraint together_key CHECK (((NOT key_destroyed) OR (state = ANY (ARRAY['revealed'::text, 'lapsed'::text])))),
  constraint together_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint together_needed_check CHECK (((needed >= 2) AND (needed <= 100000))),
  constraint together_pkey PRIMARY KEY (letter_id),
  constraint together_reached CHECK ((((state = 'reached'::text) = (reached_at IS NOT NULL)) OR (state = ANY (ARRAY['revealed'::text, 'lapsed'::text])))),
  constraint together_reveals CHECK (((reached_at IS NULL) = (reveals_at IS NULL))),
  constraint together_round_check CHECK ((round >= 0)),
  constraint together_standing_check CHECK ((standing >= 0)),
  constraint together_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'reached'::text, 'revealed'::text, 'lapsed'::text])))
);

create table waiting_signature (
  id bytea not null,
  letter_id uuid not null,
  revision integer not null,
  visibility text not null,
  class text not null,
  employer_id uuid,
  verifier bytea not null,
  name_sealed bytea,
  resemblance text,
  claim_tag bytea,
  removal_due date,
  facets_sealed bytea,
  for_log_sealed bytea,
  held_sealed bytea,
  constraint waiting_signature_check CHECK (((claim_tag IS NULL) OR (visibility = 'public'::text))),
  constraint waiting_signature_check1 CHECK (((removal_due IS NULL) OR (visibility = 'public'::text))),
  constraint waiting_signature_class_check CHECK ((class = ANY (ARRAY['mailbox'::text, 'vouched'::text, 'reviewed'::text, 'supporter'::text]))),
  constraint waiting_signature_employer_id_fkey FOREIGN KEY (employer_id) REFERENCES employer(id),
  constraint waiting_signature_held CHECK (((held_sealed IS NULL) OR ((visibility = 'together'::text) AND (name_sealed IS NULL)))),
  constraint waiting_signature_id_check CHECK ((length(id) = 16)),
  constraint waiting_signature_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE,
  constraint waiting_signature_letter_id_revision_fkey FOREIGN KEY (letter_id, revision) REFERENCES revision(letter_id, number),
  constraint waiting_signature_pkey PRIMARY KEY (id),
  constraint waiting_signature_resemblance_check CHECK ((resemblance = ANY (ARRAY['yes'::text, 'no'::text, 'unclear'::text]))),
  constraint waiting_signature_verifier_check CHECK ((length(verifier) = 32)),
  constraint waiting_signature_visibility_check CHECK ((visibility = ANY (ARRAY['withheld'::text, 'together'::text, 'recipients'::text, 'public'::text])))
);

CREATE INDEX waiting_signature_verifier ON public.waiting_signature USING btree (letter_id, verifier);

create unlogged table waiting_statement (
  id bytea not null,
  letter_id uuid not null,
  class text not null,
  public_key bytea,
  tag bytea,
  earlier_author bytea,
  text_sealed bytea not null,
  constraint waiting_statement_check CHECK (((public_key IS NULL) = (earlier_author IS NOT NULL))),
  constraint waiting_statement_earlier_author_check CHECK ((length(earlier_author) = 32)),
  constraint waiting_statement_id_check1 CHECK ((length(id) = 16)),
  constraint waiting_statement_pkey PRIMARY KEY (id),
  constraint waiting_statement_public_key_check CHECK ((length(public_key) = 32)),
  constraint waiting_statement_tag_check CHECK ((length(tag) = 32))
);
