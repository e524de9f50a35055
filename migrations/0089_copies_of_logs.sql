-- Outside the database and its backups lies a copy of each letter's log, of its claims, and of what changed in its signatures
-- (LOGS_DIR). After a restore, the copy tells what the backup does not know.

-- How often the copy of a letter was written. A copy with a higher number is newer than the database, so a backup was restored.
create table letter_copy (
  letter_id uuid primary key references letter (id) on delete cascade,
  number bigint not null
);

-- Signatures that changed since the last copy. It is empty after each copy.
create table changed_signature (
  letter_id uuid not null references letter (id) on delete cascade,
  signature_id bytea not null,
  -- Set while the copy is written. A change during that time sets it back.
  copied boolean not null default false,
  primary key (letter_id, signature_id),
  constraint changed_signature_id_length check (length(signature_id) = 16)
);
alter table changed_signature alter column signature_id set statistics 0;
