-- U2, U8: whether whoever stands behind an invitation, who sent it last, may give its roles at that instant still: who was
-- disabled or lost the role leaves no way in for somebody else. One of the product itself (P2) stands.
create or replace function invitation_stands(i invitations, p_at timestamptz) returns boolean language sql stable
  security definer set search_path = public, pg_temp as $$
  select app_asks_for(i.partner_id) and (i.created_by is null or exists (select from users u where u.id = i.created_by and u.disabled_at is null
    and case when i.partner_id = '00000000-0000-0000-0000-000000000000'
      then exists (select from operator_grants o where o.user_id = u.id and o.role = 'administrator')
      else exists (select from operator_grants o where o.user_id = u.id and o.role = 'partner_manager')
        or exists (select from memberships m where m.partner_id = i.partner_id and m.user_id = u.id
            and m.joined_at is not null and m.ended_at is null)
          and (i.roles <> '[]' or exists (select from role_grants g where g.partner_id = i.partner_id and g.user_id = u.id
            and g.role = 'incentives_admin' and grant_holds(g.ends_at, p_at)))
          and not exists (select from jsonb_array_elements(i.roles) r where not exists (select from role_grants g
            where g.partner_id = i.partner_id and g.user_id = u.id and g.role = 'incentives_admin' and grant_holds(g.ends_at, p_at)
              and (g.location_id is null or g.location_id = (r ->> 'locationId')::uuid))) end))
$$;

grant execute on function invitation_stands to :"web";
