-- The organizers may have the public names grouped by employer. They choose it before the letter opens, because people sign relying on it.
alter table letter add column names_by_employer boolean not null default false;
