-- The planner's statistics would keep samples of these, names that have been taken away among them, until a later analysis
-- of the table. Each is found by an index alone, or not at all.
alter table claim alter column tag set statistics 0, alter column request_hash set statistics 0;
alter table signature alter column id set statistics 0, alter column verifier set statistics 0,
  alter column name set statistics 0, alter column name_sealed set statistics 0, alter column claim_tag set statistics 0;
alter table waiting_signature alter column id set statistics 0, alter column verifier set statistics 0,
  alter column name_sealed set statistics 0, alter column claim_tag set statistics 0;
alter table challenge alter column id set statistics 0, alter column tag set statistics 0,
  alter column payload_sealed set statistics 0, alter column created_at set statistics 0,
  alter column expires_at set statistics 0;
alter table code alter column tag set statistics 0, alter column code_mac set statistics 0,
  alter column mail_sealed set statistics 0, alter column id set statistics 0, alter column created_at set statistics 0,
  alter column expires_at set statistics 0;
alter table code_attempts alter column tag set statistics 0;
alter table mail_allowance alter column bucket set statistics 0;
alter table sign_in_challenge alter column address_tag set statistics 0, alter column mail_sealed set statistics 0;
alter table name_claim alter column message_sealed set statistics 0;
