-- A mailbox that is proved again while its public signature still awaits its batch: the name is not shown then either, and the
-- signature is withdrawn on this day unless its signing key objects.
alter table waiting_signature add column removal_due date check (removal_due is null or visibility = 'public');
