-- A statement's id was a hash of its credential's id, and its verifier was the credential's public key: both are published, and so was
-- the link between a statement and its author's signature. Both go. A statement has a random id and a key of its own.
--
-- The texts are sealed with the old id as associated data, so the program has to seal them again. It does that at its next start, moves
-- the rows, and drops these tables: see server/statements/convert-statements.ts.
drop function put_waiting_statement(bytea, uuid, text, bytea, bytea);
drop function take_waiting_statements(uuid);
alter table statement rename to unconverted_statement;
alter index statement_pkey rename to unconverted_statement_pkey;
alter index statement_letter rename to unconverted_statement_letter;
alter table waiting_statement rename to unconverted_waiting_statement;
alter index waiting_statement_pkey rename to unconverted_waiting_statement_pkey;

-- Until a batch closes. Unlogged, and written whole in the order of its random ids each time, as before.
create unlogged table waiting_statement (
  id bytea primary key check (length(id) = 16),
  letter_id uuid not null,
  class text not null,
  -- Ed25519: the statement's own. Null where it was sent before statements had one.
  public_key bytea check (length(public_key) = 32),
  -- HMAC of the credential's id under the letter's claims key: one statement for each signature.
  tag bytea check (length(tag) = 32),
  -- HMAC of the credential's id under the server's key: finds a statement that has no key of its own for its author.
  earlier_author bytea check (length(earlier_author) = 32),
  text_sealed bytea not null,
  check ((public_key is null) = (earlier_author is not null))
);
alter table waiting_statement set (autovacuum_enabled = false);
alter table waiting_statement alter column id set statistics 0, alter column public_key set statistics 0,
  alter column tag set statistics 0, alter column earlier_author set statistics 0, alter column text_sealed set statistics 0;

-- What moderators see, from the batch on. The text is sealed until it is published, and gone when it is declined. The tag goes when the
-- letter closes.
create table statement (
  id bytea primary key check (length(id) = 16),
  letter_id uuid not null references letter on delete cascade,
  class text not null check (class in ('mailbox', 'vouched')),
  public_key bytea check (length(public_key) = 32),
  tag bytea check (length(tag) = 32),
  earlier_author bytea check (length(earlier_author) = 32),
  state text not null default 'waiting' check (state in ('waiting', 'public', 'declined')),
  text_sealed bytea,
  text text,
  check ((public_key is null) = (earlier_author is not null)),
  check ((state = 'waiting') = (text_sealed is not null) and (state = 'public') = (text is not null))
);
create index statement_letter on statement (letter_id, id);
create unique index statement_public_key on statement (letter_id, public_key);
create unique index statement_tag on statement (letter_id, tag);
alter table statement alter column id set statistics 0, alter column public_key set statistics 0,
  alter column tag set statistics 0, alter column earlier_author set statistics 0, alter column text_sealed set statistics 0,
  alter column text set statistics 0;

-- Removes the waiting statement with the id `taken`, if there is one. Adds the other one, if it has a text.
create function put_waiting_statement(
  taken bytea, of_id bytea, of_letter uuid, of_class text, of_key bytea, of_tag bytea, of_author bytea, of_text bytea)
returns void language plpgsql as $$
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
end $$;

-- Removes and returns the waiting statements of a letter, for its batch. Writes the statements of other letters again.
create function take_waiting_statements(of_letter uuid) returns setof waiting_statement language plpgsql as $$
declare
  standing waiting_statement[];
begin
  lock table waiting_statement in access exclusive mode;
  select array_agg(w) into standing from waiting_statement w;
  truncate waiting_statement;
  insert into waiting_statement select (each).* from unnest(standing) as each where each.letter_id <> of_letter order by each.id;
  return query select (each).* from unnest(standing) as each where each.letter_id = of_letter order by each.id;
end $$;

do $$ begin
  if not exists (select from unconverted_statement) and not exists (select from unconverted_waiting_statement) then
    drop table unconverted_statement, unconverted_waiting_statement;
  end if;
end $$;
