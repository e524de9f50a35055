-- People type in a draft's text at the same time. While they do, the text is a shared document (Yjs) beside the draft's Markdown. Its
-- rows hold no account and no time, so that nobody learns from them who wrote which sentence. They are deleted when everybody has
-- left, and when the letter opens or is discarded.
create table draft_live (
  letter_id uuid primary key references letter on delete cascade,
  -- Changes of two generations cannot be joined, because each is made again from the Markdown.
  generation uuid not null,
  last_seq integer not null,
  -- The Markdown of the draft says what the document said after this change.
  written_seq integer not null,
  -- A look has found nobody at the document. The next look deletes it.
  idle boolean not null default false
);

-- Changes of the shared document, in their order. A letter's first row may hold several changes that were joined.
create table draft_update (
  letter_id uuid not null references draft_live on delete cascade,
  seq integer not null,
  sealed bytea not null,
  primary key (letter_id, seq)
);

-- Who is at a draft's text now, sealed, with the place of the cursor. Unlogged: neither the write-ahead log nor a backup holds it.
create unlogged table draft_presence (
  letter_id uuid not null references letter on delete cascade,
  connection uuid primary key,
  -- The name of the process that holds the connection. A row of a process that is gone counts for nothing.
  process text not null,
  sealed bytea not null
);
create index draft_presence_letter on draft_presence (letter_id);

-- The planner keeps samples of columns, which would outlive the rows.
alter table draft_update alter column sealed set statistics 0;
alter table draft_presence
  alter column process set statistics 0,
  alter column sealed set statistics 0;
