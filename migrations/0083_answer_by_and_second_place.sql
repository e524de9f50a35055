-- Until when the organizers hope for an answer: so many days after the delivery, or a day. A version of the copies has the day.
alter table stage
  add column answer_days integer check (answer_days between 1 and 365),
  add column answer_by date,
  add constraint stage_answer_once check (answer_days is null or answer_by is null);
alter table snapshot add column answer_by date;

-- A second, independent place at which a recipient can ask whether the letter is real, such as a union or a newsroom.
alter table letter add column second_place text;
alter table snapshot add column second_place text;
alter table stage add column approved_place text;
alter table letter alter column second_place set statistics 0;
alter table snapshot alter column second_place set statistics 0;
alter table stage alter column approved_place set statistics 0;
