-- A resident who follows another's report ("the same matter") sees the course of the case, not the reporter's photos.
drop policy seen on file_object;
create policy seen on file_object to gewu_staff, gewu_department
  using ((case_id is null and account = current_setting('gewu.account'))
    or exists (select from cases c where c.id = file_object.case_id))
  with check (true);
create policy own_report on file_object to gewu_resident
  using ((case_id is null and account = current_setting('gewu.account'))
    or exists (select from cases c where c.id = file_object.case_id and c.reporter = current_setting('gewu.account')))
  with check (true);
