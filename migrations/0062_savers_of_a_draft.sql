-- If two people change the same paragraph, each sees whose version the other is.
alter table letter
  -- The names of those who saved the draft last, each with the version that they saved. Nobody can tell who wrote which sentence.
  -- Null from the opening on.
  add column savers_sealed bytea;
alter table letter alter column savers_sealed set statistics 0;
