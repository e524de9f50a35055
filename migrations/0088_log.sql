-- The append-only log of a letter: a Merkle tree (RFC 6962) over leaves. Everything that changes the count has a leaf.
create table log (
  letter_id uuid primary key references letter (id) on delete cascade,
  -- The number of leaves, and the roots of the complete subtrees into which they divide, from left to right.
  size bigint not null default 0,
  edge bytea not null default '',
  -- The newest revision and the policy that have a leaf.
  revision integer not null default 0,
  policy_hash bytea,
  -- The list of public names that the last leaf about it covers.
  names_hash bytea,
  names integer not null default 0,
  closed boolean not null default false,
  -- The newest signed checkpoint that is published, its number of leaves, and the time of its batch. Null until the count is shown.
  checkpoint text,
  checkpoint_size bigint,
  checkpoint_at timestamptz,
  constraint log_checkpoint_whole check (
    (checkpoint is null) = (checkpoint_size is null) and (checkpoint is null) = (checkpoint_at is null)),
  constraint log_checkpoint_within check (checkpoint_size is null or checkpoint_size between 1 and size)
);
alter table log
  alter column edge set statistics 0,
  alter column policy_hash set statistics 0,
  alter column names_hash set statistics 0,
  alter column checkpoint set statistics 0;

create table log_leaf (
  letter_id uuid not null references letter (id) on delete cascade,
  -- Counted from 0.
  number bigint not null,
  -- Null where the leaf names none.
  leaf_id bytea,
  leaf text not null,
  -- What the leaf's hash of a proof stands for. It holds nothing personal.
  proof text,
  primary key (letter_id, number),
  constraint log_leaf_id_length check (length(leaf_id) = 32)
);
create index log_leaf_id on log_leaf (letter_id, leaf_id, number) where leaf_id is not null;
alter table log_leaf
  alter column leaf_id set statistics 0,
  alter column leaf set statistics 0,
  alter column proof set statistics 0;

-- The hashes of the tree, 256 to a tile (C2SP tlog-tiles). The last tile of a level grows.
create table log_tile (
  letter_id uuid not null references letter (id) on delete cascade,
  level smallint not null,
  number bigint not null,
  hashes bytea not null,
  primary key (letter_id, level, number),
  constraint log_tile_whole check (length(hashes) % 32 = 0 and length(hashes) between 32 and 8192)
);
alter table log_tile alter column hashes set statistics 0;
alter table log_tile alter column hashes set storage external;

-- Policies that leaves name by their hash.
create table log_document (
  letter_id uuid not null references letter (id) on delete cascade,
  hash bytea not null,
  text text not null,
  primary key (letter_id, hash)
);
alter table log_document
  alter column hash set statistics 0,
  alter column text set statistics 0;

-- The list of public names, in parts by the first bits of an entry's hash. A batch hashes again only the parts that it changed.
create table log_names_part (
  letter_id uuid not null references letter (id) on delete cascade,
  part smallint not null,
  hash bytea not null,
  primary key (letter_id, part)
);
alter table log_names_part alter column hash set statistics 0;

-- What the log needs from the signing key, sealed until the batch: the leaf's id, and the salt of the name.
alter table waiting_signature add column for_log_sealed bytea;
alter table waiting_signature alter column for_log_sealed set statistics 0;
alter table signature
  -- Until the batch of a change that the signing key made.
  add column for_log_sealed bytea,
  -- The salt of a name in clear.
  add column name_salt bytea,
  -- The name's entry in the list of public names: the hash of salt and name. It stays while the name is hidden.
  add column name_entry bytea,
  add constraint signature_name_salt_length check (length(name_salt) = 12),
  add constraint signature_name_entry_length check (length(name_entry) = 32),
  add constraint signature_name_salt_beside check (name_salt is null or name is not null);
alter table signature
  alter column for_log_sealed set statistics 0,
  alter column name_salt set statistics 0,
  alter column name_entry set statistics 0;
create index signature_name_entry on signature (letter_id, name_entry) where name_entry is not null;
-- Rows whose entry a batch has to make, to make again, or to remove.
create index signature_name_entry_due on signature (letter_id)
  where (counted and visibility = 'public' and (name_entry is null or (name is not null and name_salt is null)))
    or (name_entry is not null and not (counted and visibility = 'public'));
