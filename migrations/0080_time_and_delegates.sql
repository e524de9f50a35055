-- A recipient asked for time: the day until which they expect to answer. Shown in public. It is no answer. Numbered, because it has a
-- day and no time.
create table time_request (
  delivery_id uuid not null references delivery on delete cascade,
  number smallint not null check (number > 0),
  asked_on date not null,
  until date not null check (until > asked_on),
  primary key (delivery_id, number)
);

-- A recipient lets somebody else answer for them. Their link has a token of its own. The row goes when the link ends.
create table delegation (
  id uuid primary key,
  delivery_id uuid not null unique references delivery on delete cascade,
  token_hash bytea not null unique check (length(token_hash) = 32),
  -- Until the mail with the link has gone.
  token_sealed bytea,
  -- Name and address of the person.
  person_sealed bytea not null,
  delegated_on date not null,
  link text not null default 'waiting' check (link in ('waiting', 'sent', 'failed'))
);
alter table delegation
  alter column token_hash set statistics 0,
  alter column token_sealed set statistics 0,
  alter column person_sealed set statistics 0,
  alter column link set statistics 0;

-- `delegate`: proved by a code to the address of the person who answers for the recipient.
alter table response drop constraint response_way_check;
alter table response add constraint response_way_check check (way in ('page', 'mail', 'other', 'delegate'));

-- True once the owners were told that nobody has confirmed this copy's receipt. Of copies that arrived before, they are told nothing.
alter table delivery add column receipt_reminded boolean not null default false;
update delivery set receipt_reminded = true where state = 'accepted';
