-- Whether whoever came with an invitation's link has an account; `closed`: nobody may use it.
create or replace function invited_account() returns text language sql stable
  security definer set search_path = public, pg_temp as $$
  select coalesce((select case when u.disabled_at is null then 'open' else 'closed' end
    from invitations i join users u on lower(u.email) = lower(i.email)
    where i.partner_id = app_visited() and i.id = app_request()), 'none')
$$;

grant execute on function invited_account to :"web";
