-- The moves of an enrolment (P27), as `moves` of `lib/partners/enrolment/rules.ts` says; a test compares them.
create or replace function enrolment_may_move(p_from enrolment, p_to enrolment, p_mover text) returns boolean
  language sql immutable
  return p_mover = 'partner' and (p_from, p_to) in (
      ('invited', 'action_required'), ('invited', 'validating'), ('action_required', 'validating'))
    or p_mover = 'operator' and (p_from, p_to) in (
      ('validating', 'action_required'), ('validating', 'enrolled'), ('enrolled', 'action_required'), ('enrolled', 'inactive'),
      ('inactive', 'enrolled'), ('inactive', 'action_required'),
      ('invited', 'discontinued'), ('action_required', 'discontinued'), ('validating', 'discontinued'),
      ('enrolled', 'discontinued'), ('inactive', 'discontinued'), ('discontinued', 'invited'));
