-- After a delivery, two owners say what became of each demand. A statement is never changed or removed, so that everybody sees the
-- earlier ones too.
create table demand_state (
  letter_id uuid not null references letter on delete cascade,
  -- The order of the statements on a letter.
  number integer not null check (number > 0),
  -- The demand, word for word as it was published. The state belongs to these words, in whatever revision they stand.
  demand text not null,
  state text not null check (state in ('open', 'partly-met', 'met', 'refused')),
  -- The day since which it is so, as the owners say.
  since date not null,
  -- Plain text.
  note text not null,
  -- The address of a page that shows it. Null if there is none.
  link text,
  primary key (letter_id, number)
);

alter table approval drop constraint approval_act_check;
alter table approval add constraint approval_act_check
  check (act in ('open', 'deliver', 'reveal', 'export', 'change-owner', 'close', 'purge', 'update', 'offer', 'demand'));

-- The planner's statistics would keep samples.
alter table demand_state
  alter column demand set statistics 0,
  alter column state set statistics 0,
  alter column note set statistics 0,
  alter column link set statistics 0;
