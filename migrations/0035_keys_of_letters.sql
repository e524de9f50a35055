-- The kinds of keys of letters that this installation has been converted to (server/db/convert-keys.ts). It stands in the database and
-- not in KEYS_DIR, so a partial copy of the folder is never taken for the folder of an old installation.
alter table installation add column key_kinds text[] not null default '{}';

-- Like the flags of the two other keys: whether nothing more has to be done about the draft's key after a purge.
alter table letter add column draft_key_destroyed boolean not null default false;
