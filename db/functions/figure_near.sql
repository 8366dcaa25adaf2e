-- K2: whether what is known of a tenant is no further from what one criterion asks than a quarter of that.
create or replace function figure_near(p_figures jsonb, p_criterion jsonb) returns boolean language sql immutable
  return coalesce(abs((p_criterion ->> 'value')::numeric - (p_figures ->> (p_criterion ->> 'metric'))::numeric)
    <= abs((p_criterion ->> 'value')::numeric) / 4, false);
