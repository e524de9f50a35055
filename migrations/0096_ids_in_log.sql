-- A part of the log is asked for by somebody who looks for the own leaf, so at least a thousand ids must share it. The number of
-- leaves says too little: a change repeats an id, and some leaves have none.
alter table log add column ids bigint not null default 0, add column checkpoint_ids bigint not null default 0;
update log set
  ids = (select count(*) from log_leaf l where l.letter_id = log.letter_id and l.leaf_id is not null
    and split_part(l.leaf, e'\n', 2) in ('add', 'commit')),
  checkpoint_ids = (select count(*) from log_leaf l where l.letter_id = log.letter_id and l.leaf_id is not null
    and l.number < log.checkpoint_size and split_part(l.leaf, e'\n', 2) in ('add', 'commit'));
