-- Each copy has a check code, with which anybody who holds the copy can check it on this server. The code is sealed, so that a copy can
-- be sent again with it. Its keyed hash finds the copy. Copies that were made before have none.
alter table recipient_page
  add column check_hash bytea unique check (length(check_hash) = 32),
  add column check_sealed bytea,
  add constraint recipient_page_check check ((check_hash is null) = (check_sealed is null));
alter table recipient_page
  alter column check_hash set statistics 0,
  alter column check_sealed set statistics 0;

-- Each copy shows its own code, so each has a PDF of its own. Its bytes are destroyed two weeks after the stage, and its hash stays.
create table copy_pdf (
  delivery_id uuid primary key references delivery (id) on delete cascade,
  version integer not null check (version > 0),
  sealed bytea,
  bytes integer not null,
  hash bytea not null check (length(hash) = 32)
);
alter table copy_pdf
  alter column sealed set statistics 0,
  alter column hash set statistics 0;
insert into copy_pdf (delivery_id, version, sealed, bytes, hash)
  select d.id, e.version, e.pdf_sealed, e.pdf_bytes, e.pdf_hash
  from delivery d
  join snapshot_edition e on e.stage_id = d.stage_id and e.version = d.snapshot_version and e.since_revision = d.since_revision
  where e.pdf_bytes is not null and e.pdf_hash is not null;
update snapshot_edition set pdf_sealed = null where pdf_sealed is not null;
alter table snapshot_edition
  drop column pdf_sealed,
  drop column pdf_bytes,
  drop column pdf_hash;
