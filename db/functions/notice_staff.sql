-- The programme's staff, for notices to them.
create or replace function notice_staff() returns table (email text, locale text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select u.email, u.locale from users u
  where app_known() and u.disabled_at is null and exists (select from operator_grants g where g.user_id = u.id)
  order by u.email limit 20
$$;

grant execute on function notice_staff to :"application";
