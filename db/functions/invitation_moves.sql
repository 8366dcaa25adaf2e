-- U2: an invitation is accepted once, in time, by whoever came with its link, and by nobody else; then the account,
-- the membership and the roles are there; one without roles makes nothing (U12). Who invited may only send it again, and then stands behind it, or take it back.
create or replace function invitation_moves() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare
  person users;
begin
  if app_erases() then return new; end if;
  if num_nonnulls(old.accepted_at, old.withdrawn_at) > 0 then
    raise exception 'the invitation is over' using errcode = 'check_violation', constraint = 'invitations_over';
  end if;
  if (new.partner_id, new.id, new.email, new.roles, new.created_at) is distinct from (old.partner_id, old.id, old.email, old.roles, old.created_at)
    or new.created_by is distinct from old.created_by and (new.sent_at = old.sent_at or new.created_by is distinct from app_user()) then
    raise exception 'an invitation stays as it was sent' using errcode = 'check_violation', constraint = 'invitations_stay';
  end if;
  if new.accepted_at is null then
    if not app_owner_asks() and app_asker() = 'visitor' then
      raise exception 'this is not theirs to change' using errcode = 'insufficient_privilege', constraint = 'invitations_theirs';
    end if;
    if not app_owner_asks() and app_asker() <> 'system' and (new.withdrawn_by is distinct from
        (case when new.withdrawn_at is not null then app_user() end) or not app_tells_now(new.sent_at) and new.sent_at <> old.sent_at) then
      raise exception 'who takes it back is named' using errcode = 'check_violation', constraint = 'invitations_named';
    end if;
    return new;
  end if;
  if not app_owner_asks() and (app_asker() <> 'visitor' or not app_tells_now(new.accepted_at)) then
    raise exception 'only the link accepts' using errcode = 'insufficient_privilege', constraint = 'invitations_by_link';
  end if;
  if new.accepted_at >= old.expires_at or not invitation_stands(old, new.accepted_at) or (new.sent_at, new.expires_at) is distinct from (old.sent_at, old.expires_at) then
    raise exception 'the invitation ran out' using errcode = 'check_violation', constraint = 'invitations_over';
  end if;
  if new.roles = '[]' then
    select u.* into person from users u join memberships m on m.partner_id = new.partner_id and m.user_id = u.id
      and m.joined_at is not null and m.ended_at is null where lower(u.email) = lower(new.email) and u.disabled_at is null;
    if person.id is null then
      raise exception 'nobody of the company has this address' using errcode = 'check_violation', constraint = 'invitations_over';
    end if;
    new.accepted_by := person.id;
    return new;
  end if;
  insert into users (name, email, locale, created_at)
    values (coalesce(nullif(btrim(new.full_name), ''), split_part(new.email, '@', 1)), new.email, new.language, new.accepted_at)
    on conflict do nothing;
  select * into person from users u where lower(u.email) = lower(new.email);
  if person.disabled_at is not null then
    raise exception 'the account is closed' using errcode = 'check_violation', constraint = 'invitations_account_closed';
  end if;
  new.accepted_by := person.id;
  if new.partner_id = '00000000-0000-0000-0000-000000000000' then
    insert into operator_grants (user_id, role, granted_at, granted_by)
      select person.id, r ->> 'role', new.accepted_at, new.created_by from jsonb_array_elements(new.roles) r
      on conflict do nothing;
    return new;
  end if;
  -- Who comes back has the roles of the invitation, not those of before.
  delete from role_grants g using memberships m where m.partner_id = new.partner_id and m.user_id = person.id
    and m.ended_at is not null and g.partner_id = m.partner_id and g.user_id = m.user_id;
  insert into memberships (partner_id, user_id, created_at, created_by, joined_at)
    values (new.partner_id, person.id, new.accepted_at, new.created_by, new.accepted_at)
    on conflict (partner_id, user_id) do update set joined_at = coalesce(memberships.joined_at, excluded.joined_at),
      ended_at = null, ended_by = null, heir_id = null;
  insert into role_grants (partner_id, user_id, location_id, role, granted_at, granted_by)
    select new.partner_id, person.id, (r ->> 'locationId')::uuid, (r ->> 'role')::incentives_role, new.accepted_at, new.created_by
    from jsonb_array_elements(new.roles) r
    on conflict do nothing;
  return new;
end $$;
