-- Statements without a name, by holders of anonymous signatures. One for each; the id is a hash of the credential's. Until a batch closes
-- a statement is sealed, in a table like that of pending signatures: unlogged, and written whole in the order of its ids each time, so
-- that neither the write-ahead log nor the order on disk says when it came.
create unlogged table waiting_statement (
  id bytea primary key check (length(id) = 16),
  letter_id uuid not null,
  class text not null,
  verifier bytea not null,
  text_sealed bytea not null
);
alter table waiting_statement set (autovacuum_enabled = false);
alter table waiting_statement alter column id set statistics 0, alter column verifier set statistics 0,
  alter column text_sealed set statistics 0;

-- Adds or replaces one, or takes one away where the new one has no text.
create function put_waiting_statement(of_id bytea, of_letter uuid, of_class text, of_verifier bytea, of_text bytea)
returns void language plpgsql as $$
declare
  standing waiting_statement[];
begin
  lock table waiting_statement in access exclusive mode;
  select array_agg(w) into standing from waiting_statement w where w.id <> of_id;
  truncate waiting_statement;
  insert into waiting_statement
    select each.id, each.letter_id, each.class, each.verifier, each.text_sealed from (
      select * from unnest(standing)
      union all
      select of_id, of_letter, of_class, of_verifier, of_text where of_text is not null
    ) as each
    order by each.id;
end $$;

-- Takes a letter's out, for its batch; the others are written anew.
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

-- What moderators see, from the batch on. The text is sealed until it is published, and gone when it is declined.
create table statement (
  id bytea primary key check (length(id) = 16),
  letter_id uuid not null references letter on delete cascade,
  class text not null check (class in ('mailbox', 'vouched')),
  verifier bytea not null check (length(verifier) = 32),
  state text not null default 'waiting' check (state in ('waiting', 'public', 'declined')),
  text_sealed bytea,
  text text,
  check ((state = 'waiting') = (text_sealed is not null) and (state = 'public') = (text is not null))
);
create index statement_letter on statement (letter_id, id);
alter table statement alter column id set statistics 0, alter column verifier set statistics 0,
  alter column text_sealed set statistics 0, alter column text set statistics 0;
