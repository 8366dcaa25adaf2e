-- Whether who asks is of one of these kinds of actors, or staff who may do one of these acts.
create or replace function app_is_one_of(p_kinds text[]) returns boolean language sql stable
  return app_asker() = any (p_kinds)
    or app_asker() = 'operator' and coalesce((select bool_or(app_may(act)) from unnest(p_kinds) act), false);
