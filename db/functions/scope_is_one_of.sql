-- Whether who asks, by a scope that was proven, is of one of these kinds of actors, or staff who may do one of these acts.
create or replace function scope_is_one_of(p_scope text[], p_kinds text[]) returns boolean language sql immutable
  return coalesce(p_scope[1], 'none') = any (p_kinds)
    or p_scope[1] = 'operator' and coalesce((select bool_or(scope_may(p_scope, act)) from unnest(p_kinds) act), false);
