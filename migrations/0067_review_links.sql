-- A person without an account can read one version of a draft and comment on it, by a link that binds to one browser.
create table review_link (
  id bytea primary key check (length(id) = 16),
  letter_id uuid not null references letter on delete cascade,
  -- A keyed hash of the link's secret. Null once the link is ended.
  token_hash bytea unique check (length(token_hash) = 32),
  -- A keyed hash of the secret in the cookie of the browser that used the link first. Null before, and once the link is ended.
  browser_hash bytea check (length(browser_hash) = 32),
  -- The words by which its maker recognizes the link, the name that the reviewer chose, and who made the link. With the draft's key.
  sealed bytea not null,
  -- The title, the text and the demands that the reviewer reads. With the draft's key. Null once the link is ended.
  text_sealed bytea,
  -- Days without times, so that a copy of the database does not tell when somebody was online.
  made_on date not null,
  -- The last day on which the link works, in UTC.
  last_day date not null,
  used_on date,
  -- The day on which a second browser was refused first.
  refused_on date,
  ended_on date,
  check ((browser_hash is null) or (token_hash is not null and used_on is not null)),
  check ((token_hash is null) = (ended_on is not null)),
  check ((token_hash is null) = (text_sealed is null))
);
create index review_link_letter on review_link (letter_id);

-- The planner's statistics would keep samples.
alter table review_link
  alter column id set statistics 0,
  alter column token_hash set statistics 0,
  alter column browser_hash set statistics 0,
  alter column sealed set statistics 0,
  alter column text_sealed set statistics 0;
