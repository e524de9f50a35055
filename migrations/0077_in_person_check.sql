-- The in-person check: an owner or moderator looks at a badge or pay slip, and hands over a one-time code for the class "reviewed".
-- How many codes each of them may hand over. 0: the letter has no such check.
alter table letter add column checks_each smallint not null default 0 check (checks_each between 0 and 100);

-- The keys that sign one-time codes, one for each class. A switched-off check keeps only the public half, so that a repeated request
-- of somebody who has signed is still answered.
alter table vouch_key rename to code_key;
alter table code_key add column class text not null default 'vouched' check (class in ('vouched', 'reviewed'));
alter table code_key alter column class drop default;
alter table code_key alter column private_sealed drop not null;
alter table code_key drop constraint vouch_key_pkey;
alter table code_key add primary key (letter_id, class, public_key);
create unique index code_key_in_use on code_key (letter_id, class) where private_sealed is not null;
alter table code_key rename constraint vouch_key_letter_id_fkey to code_key_letter_id_fkey;
alter table code_key rename constraint vouch_key_public_key_check to code_key_public_key_check;

-- How many codes an organizer has had signed, to limit them. There is no time and no organizer: the tag is a keyed hash under the
-- letter's claims key. The hash of the last request lets a lost answer be asked for again without being counted.
create table handed_over (
  letter_id uuid not null references letter on delete cascade,
  tag bytea not null check (length(tag) = 32),
  count smallint not null check (count > 0),
  request_hash bytea not null check (length(request_hash) = 32),
  primary key (letter_id, tag)
);
alter table handed_over alter column tag set statistics 0;
alter table handed_over alter column request_hash set statistics 0;

-- How many codes the organizers of a letter have had signed together. Organizers see the rounded number as of the last batch.
alter table code_total
  add column handed_over integer not null default 0,
  add column shown_handed_over integer not null default 0;

alter table issuer drop constraint issuer_class_check;
alter table issuer add constraint issuer_class_check check (class in ('mailbox', 'vouched', 'reviewed'));
alter table statement drop constraint statement_class_check1;
alter table statement add constraint statement_class_check check (class in ('mailbox', 'vouched', 'reviewed'));
