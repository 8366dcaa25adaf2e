-- S11: whether what is known of a tenant (`tenant_figures`) meets one criterion; what is not known meets nothing.
create or replace function figure_meets(p_figures jsonb, p_criterion jsonb) returns boolean language sql immutable
  return coalesce(case p_criterion ->> 'operator'
    when '>=' then (p_figures ->> (p_criterion ->> 'metric'))::numeric >= (p_criterion ->> 'value')::numeric
    when '<=' then (p_figures ->> (p_criterion ->> 'metric'))::numeric <= (p_criterion ->> 'value')::numeric
    when '>' then (p_figures ->> (p_criterion ->> 'metric'))::numeric > (p_criterion ->> 'value')::numeric
    when '<' then (p_figures ->> (p_criterion ->> 'metric'))::numeric < (p_criterion ->> 'value')::numeric
    else (p_figures ->> (p_criterion ->> 'metric'))::numeric = (p_criterion ->> 'value')::numeric end, false);
