-- The paper on which the PDFs of a letter are set. `letter` is the paper of North America.
alter table letter add column paper text not null default 'a4' check (paper in ('a4', 'letter'));
