-- A number that is drawn once and lost where PostgreSQL crashes, because a crash empties UNLOGGED tables: all challenges and codes are
-- in such tables. Each page that waits for a code carries the number of its time, so that a lost code can be told from a wrong one
-- without looking at any address.
create unlogged table code_epoch (
  one_row boolean primary key default true check (one_row),
  epoch bytea not null check (octet_length(epoch) = 4)
);

alter table code_epoch alter column epoch set statistics 0;

-- The number of now. Drawn where there is none; of two that draw at once both get the same.
create function current_code_epoch() returns bytea language plpgsql as $$
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
$$;
