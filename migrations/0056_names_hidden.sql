-- In an emergency, one owner hides every public name at once.
alter table letter
  add column names_hidden boolean not null default false;
