-- Role, team and site: lists that the organizers fix while drafting, and only add to later.
alter table letter add column facets jsonb not null default '{"role": [], "team": [], "site": []}';

-- What a named signatory chose, or that nothing was chosen, sealed under the key of the letter's names in one size: three of
-- these together can point at one person, so they are worth as much as the name. Kept so that a withdrawal can be subtracted
-- from the counters at its batch; erased with the sealed names.
alter table waiting_signature add column facets_sealed bytea;
alter table signature add column facets_sealed bytea check (facets_sealed is null or not withdrawn);
alter table waiting_signature alter column facets_sealed set statistics 0;
alter table signature alter column facets_sealed set statistics 0;

-- How many of those who stand chose what, over all workers' classes and visibilities: moved by a batch alone. Each facet by
-- itself: a cell of role and team, or of role and a class that few are in, would be somebody.
create table facet_tally (
  letter_id uuid not null references letter on delete cascade,
  revision integer not null,
  facet text not null check (facet in ('role', 'team', 'site')),
  value text not null,
  count integer not null check (count >= 0),
  primary key (letter_id, revision, facet, value)
);

-- The same of an anonymous signature that awaits its batch. There it is counted and forgotten: who withdraws says it again.
alter table pending add column facets_sealed bytea;
alter table pending alter column facets_sealed set statistics 0;
