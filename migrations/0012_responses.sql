-- When the mail server was last spoken to about a copy: the day on which it was refused, or on which it became unsure.
alter table delivery add column last_tried_at timestamptz;
update delivery set last_tried_at = first_tried_at;

-- Who wrote the answer for its recipient, in their own words. Sealed until the answer is published.
alter table response
  add column answered_by_sealed bytea,
  add column answered_by text;

-- The PDF that came with an answer: its bytes as they came, sealed. They may be made to trace who opens them, so organizers get
-- them behind a warning, and everybody else only once the owners have chosen so.
create table response_pdf (
  response_id uuid primary key references response on delete cascade,
  sealed bytea not null,
  bytes integer not null check (bytes > 0),
  hash bytea not null check (length(hash) = 32),
  published_at timestamptz
);

-- A PDF that waits for the code of its answer: it goes with the challenge, within the hour.
create unlogged table recipient_upload (
  challenge_id bytea primary key references recipient_challenge on delete cascade,
  sealed bytea not null
);
