-- P30: what keeps a location from being paid now; null: nothing does. The same as `holdOf`, a test compares them.
create or replace function payment_hold(p_enrolment enrolment, p_payee payee_profile, p_suspended timestamptz) returns text
  language sql immutable
  return case when p_enrolment <> 'enrolled' then 'enrolment'
    when p_payee <> 'valid' then 'payee_profile'
    when p_suspended is not null then 'suspended' end;

grant execute on function payment_hold to :"application";
