-- A new letter offers to sign anonymously, so that nobody has to know of this way to protect the signatories. Existing letters stay
-- as they are.
alter table letter alter column visibilities set default '{anonymous,withheld,public}';
