-- An import that is taken back is neither done nor merely stopped: it says so while it happens and afterwards.
alter table intake_batch drop constraint intake_batch_state_check;
alter table intake_batch add constraint intake_batch_state_check
  check (state in ('uploaded', 'running', 'done', 'failed', 'cancelled', 'withdrawing', 'withdrawn'));
create index intake_batch_area on intake_batch (area, created_at desc);
create index intake_row_waiting on intake_row (batch, line) where case_id is null and problem is null;
