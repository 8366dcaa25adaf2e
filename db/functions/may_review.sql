-- Whether a claim of this partner can be given to somebody to review: a reviewer who can sign in, and for a year belonged to no such company (P6).
create or replace function may_review(p_user uuid, p_partner uuid) returns boolean language sql stable
  return exists (select from operator_grants g join users u on u.id = g.user_id
      where g.user_id = p_user and g.role = 'reviewer' and u.disabled_at is null)
    and not exists (select from memberships m where m.partner_id = p_partner and m.user_id = p_user
      and (m.ended_at is null or m.ended_at > now() - interval '365 days'));

grant execute on function may_review to :"application";
