-- U11, U12: whether somebody may link an identity of a provider in this session: not where a company of theirs requires that
-- provider and the session, which came in otherwise, may not work for it. A mailbox alone would open what it is not to open.
create or replace function may_link(p_session uuid, p_provider text) returns boolean language sql stable
  security definer set search_path = public, pg_temp as $$
  select app_asker() in ('door', 'system') and not exists (
    select from sessions s
    join memberships m on m.user_id = s.user_id and m.joined_at is not null and m.ended_at is null
    join sign_in_rules r on r.partner_id = m.partner_id and r.provider = p_provider
    where s.id = p_session and s.partner_id is distinct from m.partner_id
      and not may_sign_in_for(m.partner_id, s.user_id, s.provider, s.created_at))
$$;

grant execute on function may_link to :"web";
