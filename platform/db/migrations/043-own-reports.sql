-- Who reports outside the own area (a grid worker on the way to work) follows that case like any reporter.
alter policy staff on cases
  using ((area >= (select current_setting('gewu.lo')) and area < (select current_setting('gewu.hi')))
    or owner_post = (select current_setting('gewu.post')::int)
    or reporter = (select current_setting('gewu.account'))
    or exists (select from assist a where a.case_id = cases.id and a.post = (select current_setting('gewu.post')::int)));
