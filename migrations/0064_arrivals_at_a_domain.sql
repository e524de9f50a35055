-- A warning about a domain ends when as many codes have arrived there as were refused to begin it. One arrival must not end it, because
-- that would tell that one person there had asked for a code.
alter table refused_mail
  add column arrived integer not null default 0;
