-- Texts that were typed into a form and are too long for a cookie, for some minutes. Only the browser's cookie has the key.
create unlogged table kept_form (
  id bytea primary key check (length(id) = 32),
  sealed bytea not null,
  expires_at timestamptz not null
);
create index kept_form_expiry on kept_form (expires_at);
-- The planner's statistics would keep samples.
alter table kept_form alter column id set statistics 0;
alter table kept_form alter column sealed set statistics 0;
