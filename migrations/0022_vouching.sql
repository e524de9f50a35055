-- One-time codes with which somebody verified vouches for somebody without a work mailbox. A code is signed blindly, so nothing here
-- ties it to who drew it; spent, it is a claim like any other, its tag made from the code.
alter table letter add column vouches_each smallint not null default 3 check (vouches_each between 0 and 10);

-- One key for each letter. The private half is sealed under the claims key: gone with it when the letter closes.
create table vouch_key (
  letter_id uuid primary key references letter on delete cascade,
  public_key bytea not null check (length(public_key) = 384),
  private_sealed bytea not null
);

-- That an address has drawn its codes, all of them at once: the hash of what it had signed, so that a lost answer can be asked
-- for again. What was signed was blinded with random numbers that never come here.
alter table claim add column drawn_hash bytea check (length(drawn_hash) = 32);
alter table claim alter column drawn_hash set statistics 0;

alter table challenge drop constraint challenge_purpose_check;
alter table challenge add constraint challenge_purpose_check check (purpose in ('sign', 'remove', 'issue', 'vouch'));
