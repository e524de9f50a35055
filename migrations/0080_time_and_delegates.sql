-- A recipient asked for time: the day until which they expect to answer. Shown in public. It is no answer. Numbered, because it has a
-- day and no time.
create table time_request (
  delivery_id uuid not null references delivery on delete cascade,
  number smallint not null check (number > 0),
  asked_on date not null,
  until date not null check (until > asked_on),
  primary key (delivery_id, number)
);
