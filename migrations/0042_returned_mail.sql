-- Reports of one day had no order, so an older one could be shown as the newest.
alter table bounce add column number integer;
update bounce b set number = r.number
from (select delivery_id, report_hash,
        row_number() over (partition by delivery_id order by noted_on, verdict, report_hash desc) as number
      from bounce) r
where r.delivery_id = b.delivery_id and r.report_hash = b.report_hash;
alter table bounce alter column number set not null;
create unique index bounce_number on bounce (delivery_id, number);

-- Reports about an earlier sending no longer count once a copy is sent again. Old rows do not tell which sending they are about. But
-- a copy that was accepted after it came back was sent again.
alter table bounce add column superseded boolean not null default false;
update bounce b set superseded = true
from delivery d where d.id = b.delivery_id and d.state <> 'refused'
  and exists (select from bounce f where f.delivery_id = d.id and f.verdict = 'failed');

-- Only an address that does not exist is not written to again.
alter table bounce add column reason text not null default 'other' check (reason in
  ('no-such-address', 'no-such-domain', 'mailbox-full', 'disabled', 'too-big', 'refused', 'late', 'other'));
update bounce set reason = 'no-such-address' where verdict = 'failed' and status ~ '^5\.1\.(1|3|6|10)$';
update bounce set reason = 'no-such-domain' where verdict = 'failed' and status = '5.1.2';
alter table bounce alter column reason drop default;
alter table bounce alter column reason set statistics 0;

-- Mail to a return address that is no report: an answer, an automatic answer, or something that could not be read.
create table returned_mail (
  id uuid primary key default gen_random_uuid(),
  letter_id uuid not null references letter on delete cascade,
  -- Null if it answers an update: nobody on that list is named.
  delivery_id uuid references delivery on delete cascade,
  kind text not null check (kind in ('reply', 'auto-reply', 'complaint', 'unread')),
  -- Keyed, because a plain hash would let anyone with the database test guesses of the text.
  mail_hash bytea not null check (length(mail_hash) = 32),
  -- Null once the organizers have removed it. The row stays, so that the same mail does not come again.
  text_sealed bytea,
  came_on date not null
);
create unique index returned_mail_hash on returned_mail (letter_id, mail_hash);
create index returned_mail_delivery on returned_mail (delivery_id);
alter table returned_mail
  alter column kind set statistics 0,
  alter column mail_hash set statistics 0,
  alter column text_sealed set statistics 0;

-- Reports about mails to people who asked for updates. They are only counted.
create table subscriber_report (
  subscriber_id bytea not null references subscriber on delete cascade,
  report_hash bytea not null check (length(report_hash) = 32),
  reason text not null,
  primary key (subscriber_id, report_hash)
);
alter table subscriber_report
  alter column subscriber_id set statistics 0,
  alter column report_hash set statistics 0,
  alter column reason set statistics 0;
