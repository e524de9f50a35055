-- Nothing counts all doubtful names any more, and no other query has this condition. Each batch had to write the index.
drop index signature_doubtful;
