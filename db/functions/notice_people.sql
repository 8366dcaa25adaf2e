-- Whom a partner's notice names: in which language they read, and whether they have left: the account is closed, or
-- they work for the partner no more; of who began, sent or submitted it also, that no role there is left to them. Beside
-- whoever was disabled, under the same id, who took over from them, from hand to hand (U8). Whoever writes the notice
-- sees none of them otherwise.
create or replace function notice_people(p_partner uuid, p_contact text, p_users uuid[])
  returns table (id uuid, email text, locale text, gone boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  with recursive named as (
    select u.id as named, u.id, false as heir from users u
    where app_asks_for(p_partner) and (u.id = any (p_users) or lower(u.email) = lower(btrim(p_contact)))
    union
    select n.named, m.heir_id, true from named n join memberships m on m.partner_id = p_partner and m.user_id = n.id
      and m.ended_at is not null and m.heir_id is not null
  )
  select n.named, u.email, u.locale, u.disabled_at is not null or exists (
    select from memberships m where m.partner_id = p_partner and m.user_id = u.id and m.ended_at is not null)
    or (n.heir or u.id = any (p_users)) and not exists (select from role_grants g
      where g.partner_id = p_partner and g.user_id = u.id and grant_holds(g.ends_at, now()))
  from named n join users u on u.id = n.id order by n.named, n.heir
$$;

grant execute on function notice_people to :"application";
