-- A demand can be promised: the executives have said that they will meet it, and have not done it yet.
alter table demand_state drop constraint demand_state_state_check;
alter table demand_state add constraint demand_state_state_check
  check (state in ('open', 'promised', 'partly-met', 'met', 'refused'));
