-- Anonymous signatures. Nothing here has a time, a sequence or a random id that is made when somebody does something: an order of
-- arrival would tie an address (its claim) to a signature.

-- A key for each letter and verification class, made before the letter opens. The private half is sealed under the letter's claims
-- key, a file that is deleted when the letter closes; the public half stays, to check the count with.
create table issuer (
  letter_id uuid not null references letter on delete cascade,
  class text not null check (class in ('mailbox', 'vouched')),
  -- The first 16 bytes of SHA-256(public_key).
  id bytea not null check (length(id) = 16),
  -- The modulus of RSA-3072, big-endian; the exponent is 65537.
  public_key bytea not null check (length(public_key) = 384),
  private_sealed bytea,
  primary key (letter_id, class, id)
);
-- One of our own for each class; another, independent one would have no private half here.
create unique index issuer_own on issuer (letter_id, class) where private_sealed is not null;

-- Credentials that were redeemed and have been in a batch: what anybody needs to count them again. Written in the order of their
-- ids, which are hashes, in one transaction for a batch.
create table credential (
  -- SHA-256(message). Spent once, whatever becomes of its signature.
  id bytea primary key check (length(id) = 32),
  letter_id uuid not null references letter on delete cascade,
  class text not null,
  -- Ed25519. With letter and class it makes up the message that the issuers signed.
  public_key bytea not null check (length(public_key) = 32),
  prefix bytea not null check (length(prefix) = 32),
  -- One for each issuer of the class, in the order of the issuers' ids.
  signatures bytea[] not null,
  -- The text that was signed.
  revision integer not null,
  commitment bytea not null check (length(commitment) = 32),
  -- Ed25519, over what is signed.
  proof bytea not null check (length(proof) = 64),
  -- A newer text that was agreed to, with its proof: carried out with a batch.
  agreed_revision integer,
  agreed_commitment bytea check (length(agreed_commitment) = 32),
  agreed_proof bytea check (length(agreed_proof) = 64),
  -- Ed25519, over the withdrawal.
  withdrawal bytea check (length(withdrawal) = 64),
  -- Withdrawn before its batch: it was never part of any count.
  never_counted boolean not null default false,
  foreign key (letter_id, revision) references revision (letter_id, number),
  foreign key (letter_id, agreed_revision) references revision (letter_id, number),
  check ((agreed_revision is null) = (agreed_proof is null) and (agreed_revision is null) = (agreed_commitment is null)),
  check (not never_counted or withdrawal is not null)
);
create index credential_letter on credential (letter_id, id);

-- Redeemed, and not yet in a batch. Unlogged on purpose: a logged table writes the order of redemptions into the write-ahead log. One
-- for all letters, on purpose: the log names the table that is rewritten, and a table for each letter would name the letter. The price
-- is said where somebody redeems: if PostgreSQL itself crashes these rows are gone, and the page sends them again.
create unlogged table pending (
  id bytea primary key check (length(id) = 32),
  letter_id uuid not null,
  class text not null,
  public_key bytea not null,
  prefix bytea not null,
  signatures bytea[] not null,
  revision integer not null,
  commitment bytea not null,
  proof bytea not null,
  withdrawal bytea
);
-- Rewritten whole each time: an old row's place would say when it came.
alter table pending set (autovacuum_enabled = false);

-- Adds what was redeemed within a moment. The table is emptied and filled again in the order of ids, in memory: all rows have one
-- transaction and no place of their own. What is there already, or has been in a batch, stays as it is.
create function add_pending(added jsonb) returns void language plpgsql as $$
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
end $$;

-- Takes a letter's rows out, for its batch. What other letters have waiting is written anew: no gap says where they were.
create function take_pending(of_letter uuid) returns setof pending language plpgsql as $$
declare
  standing pending[];
begin
  lock table pending in access exclusive mode;
  select array_agg(p) into standing from pending p;
  truncate pending;
  insert into pending select (each).* from unnest(standing) as each where each.letter_id <> of_letter order by each.id;
  return query select (each).* from unnest(standing) as each where each.letter_id = of_letter order by each.id;
end $$;

-- Changes one row: a signature that is withdrawn, or moved to a newer text, before its batch. Says whether it was there.
create function change_pending(of_id bytea, change jsonb) returns boolean language plpgsql as $$
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
end $$;

alter table challenge drop constraint challenge_purpose_check;
alter table challenge add constraint challenge_purpose_check check (purpose in ('sign', 'remove', 'issue'));

-- Until when credentials that were issued may be redeemed, once signing has ended.
alter table letter add column redeems_until timestamptz check (redeems_until is null or closed_at is not null);

-- A signing key finds its signature by its verifier, which whoever signs may choose: the same one twice must not stop a batch.
drop index signature_verifier;
create index signature_verifier on signature (letter_id, verifier);
drop index waiting_signature_verifier;
create index waiting_signature_verifier on waiting_signature (letter_id, verifier);

-- As 0007 says: the planner's statistics would keep samples.
alter table credential alter column id set statistics 0, alter column public_key set statistics 0,
  alter column prefix set statistics 0, alter column signatures set statistics 0, alter column proof set statistics 0,
  alter column withdrawal set statistics 0;
alter table pending alter column id set statistics 0, alter column public_key set statistics 0,
  alter column prefix set statistics 0, alter column signatures set statistics 0, alter column proof set statistics 0,
  alter column withdrawal set statistics 0;
