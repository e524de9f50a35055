-- The planner's statistics would keep samples of what somebody typed, of what a mail server said, and of what is counted, after the
-- rows are gone. Each column is found by an index alone, or not at all. Setting the same type drops the samples that there are;
-- the target alone would keep them.
alter table activity
  alter column what type text, alter column what set statistics 0,
  alter column detail type jsonb, alter column detail set statistics 0;
alter table approval
  alter column subject type jsonb, alter column subject set statistics 0;
alter table bounce
  alter column status type text, alter column status set statistics 0,
  alter column said type text, alter column said set statistics 0;
alter table breakdown
  alter column figures type jsonb, alter column figures set statistics 0;
alter table call_recipient
  alter column name type text, alter column name set statistics 0,
  alter column office type text, alter column office set statistics 0;
alter table delivery
  alter column message_id type text, alter column message_id set statistics 0,
  alter column last_answer type text, alter column last_answer set statistics 0,
  alter column worker type text, alter column worker set statistics 0;
alter table employer
  alter column name type text, alter column name set statistics 0,
  alter column domains type text[], alter column domains set statistics 0;
alter table facet_tally
  alter column value type text, alter column value set statistics 0;
alter table letter
  alter column slug type text, alter column slug set statistics 0,
  alter column quiet_token type text, alter column quiet_token set statistics 0,
  alter column press_contact type text, alter column press_contact set statistics 0,
  alter column facets type jsonb, alter column facets set statistics 0;
alter table letter_update
  alter column text type text, alter column text set statistics 0;
alter table organizer
  alter column name type text, alter column name set statistics 0;
alter table organizer_session
  alter column label type text, alter column label set statistics 0;
alter table recipient
  alter column name type text, alter column name set statistics 0,
  alter column office type text, alter column office set statistics 0;
alter table refused_mail
  alter column domain type text, alter column domain set statistics 0;
alter table response
  alter column text type text, alter column text set statistics 0,
  alter column answered_by type text, alter column answered_by set statistics 0;
alter table revision
  alter column title type text, alter column title set statistics 0,
  alter column text type text, alter column text set statistics 0,
  alter column demands type jsonb, alter column demands set statistics 0,
  alter column recipients type jsonb, alter column recipients set statistics 0,
  alter column employers type jsonb, alter column employers set statistics 0;
alter table snapshot
  alter column tally type jsonb, alter column tally set statistics 0,
  alter column note type text, alter column note set statistics 0,
  alter column press_contact type text, alter column press_contact set statistics 0;
alter table stage
  alter column covering_note type text, alter column covering_note set statistics 0,
  alter column late_because type text, alter column late_because set statistics 0,
  alter column approved_contact type text, alter column approved_contact set statistics 0;
