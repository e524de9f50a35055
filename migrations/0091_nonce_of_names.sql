-- The nonce in the hash of the list of public names. Only the newest is kept. Without its nonce, the hash of an earlier list cannot be
-- compared with a guessed list, so the log does not date names. Null where the newest hash has no nonce.
alter table log
  add column names_nonce bytea,
  add constraint log_names_nonce_length check (length(names_nonce) = 32);
alter table log alter column names_nonce set statistics 0;
