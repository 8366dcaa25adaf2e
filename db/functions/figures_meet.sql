-- S11, P11: whether what is known of a tenant meets all criteria, of an any-of group one; or is near each that it does not meet (K2).
create or replace function figures_meet(p_figures jsonb, p_criteria jsonb, p_near boolean) returns boolean language sql immutable
  return not exists (select from jsonb_array_elements(p_criteria) c where not exists (
    select from jsonb_array_elements(case when c ? 'anyOf' then c -> 'anyOf' else jsonb_build_array(c) end) o
    where figure_meets(p_figures, o) or p_near and figure_near(p_figures, o)));
