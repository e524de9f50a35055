-- An answer can be recorded from a mail that was saved as a file. Only its text, its day and its PDF are kept, and these facts:
-- what the signature of its author's mail server said (DKIM), the domain that the signature names, and the day of that check.
alter table response
  add column signature_state text check (signature_state in
    ('recipient', 'signed', 'other-domain', 'altered', 'unsigned', 'key-gone', 'unreachable', 'weak')),
  add column signature_domain text check (length(signature_domain) between 1 and 253),
  add column signature_checked_on date,
  -- True if the organizers changed the text or the day of the mail before they recorded it.
  add column edited boolean,
  add constraint response_mail_file check ((signature_state is null) = (signature_checked_on is null)
    and (signature_state is null) = (edited is null) and (signature_domain is null or signature_state is not null));
alter table response alter column signature_state set statistics 0;
alter table response alter column signature_domain set statistics 0;
