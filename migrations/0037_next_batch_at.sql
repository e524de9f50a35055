-- The column holds the moment of the next batch, so it is named so.
alter table letter rename column next_mark to next_batch_at;
alter index letter_next_mark rename to letter_next_batch_at;
