-- The press is asked not to report before this moment on a letter that goes public. Nobody can enforce it. Until then the letter's page is
-- reachable, but no list and no search engine has it.
alter table stage
  add column embargo_at timestamptz,
  add column embargo_zone text,
  add constraint stage_embargo_check check ((embargo_at is null) = (embargo_zone is null));
alter table letter add column embargo_until timestamptz;
alter table stage alter column embargo_zone set statistics 0;
