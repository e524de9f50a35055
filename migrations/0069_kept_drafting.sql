-- Versions and comments of a draft are erased some days after the opening, unless two owners keep them until the purge.
alter table letter
  add column drafting_kept boolean not null default false,
  add constraint letter_drafting_kept check (not drafting_kept or opened_at is not null);

alter table approval drop constraint approval_act_check;
alter table approval add constraint approval_act_check check (act in (
  'open', 'deliver', 'reveal', 'export', 'change-owner', 'close', 'purge', 'update', 'offer', 'demand', 'extend', 'keep'));
