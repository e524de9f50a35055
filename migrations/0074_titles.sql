-- A signatory with a public name may have a title beside it. It is stored with the name: in clear where everybody may see the name,
-- and otherwise sealed with it. It is erased when the signatory makes the name less visible.
alter table signature
  add column title text,
  add constraint signature_title check (title is null or name is not null);

-- How names are compared in a search: without accents, apostrophes, width and case.
create function folded_name(name text) returns text
  language sql immutable strict parallel safe
  return replace(replace(replace(replace(
    translate(
      regexp_replace(lower(normalize(name, nfkd)), '[\u0300-\u036f]', '', 'g'),
      'øłđðħŧı''’‘ʼʻ`´＇',
      'olddhti'),
    'æ', 'ae'), 'œ', 'oe'), 'ß', 'ss'), 'þ', 'th');

alter table signature
  -- Of a name that everybody sees. It goes with the name.
  add column name_folded text generated always as (folded_name(name)) stored;

-- The planner's statistics would keep samples.
alter table signature
  alter column title set statistics 0,
  alter column name_folded set statistics 0;
