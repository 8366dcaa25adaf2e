-- Whether a location has a step that waits for its incentives admins (P27), as `toDoOf` says.
create or replace function location_waits(p_enrolment enrolment, p_payee payee_profile) returns boolean language sql immutable
  return p_enrolment = 'invited' or p_enrolment = 'action_required'
    or p_enrolment in ('validating', 'enrolled') and p_payee in ('missing', 'rejected');
