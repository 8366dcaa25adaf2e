-- U11, U12: whether an identity may be linked to an account, in a session of its holder or (null) with an invitation to a
-- company: not where another company of theirs requires just that provider and the session, which came in otherwise, or the
-- mailbox may not work for it. A mailbox alone would open what it is not to open.
create or replace function may_link(p_user uuid, p_session uuid, p_invited uuid, p_provider text, p_issuer text) returns boolean language sql stable
  security definer set search_path = public, pg_temp as $$
  select app_asker() in ('door', 'system') and not exists (
    select from memberships m
    join sign_in_rules r on r.partner_id = m.partner_id and r.provider = p_provider and (r.issuer is null or r.issuer = p_issuer)
    left join sessions s on s.id = p_session and s.user_id = p_user
    where m.user_id = p_user and m.joined_at is not null and m.ended_at is null
      and m.partner_id is distinct from s.partner_id and m.partner_id is distinct from p_invited
      and not may_sign_in_for(m.partner_id, p_user, s.provider, s.issuer, coalesce(s.created_at, now())))
$$;

grant execute on function may_link to :"web";
