-- A verdict is one of a list of words, so that another can be added. Until now a row could not tell an answer that is not judged yet
-- from one that does not count, so both become not judged.
alter table response add column verdict text;
alter table response add constraint response_verdict_check check (verdict in ('answers', 'no-answer'));
update response set verdict = 'answers' where counts_as_answer;
alter table response drop column counts_as_answer;
