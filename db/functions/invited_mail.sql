-- D25: of a partner's invitations since an instant the nth last, whoever wrote them: an admin of one location is told no more.
create or replace function invited_mail(p_partner uuid, p_since timestamptz, p_max integer) returns timestamptz language sql stable
  security definer set search_path = public, pg_temp as $$
  select e.created_at from emails e
  where app_asks_for(p_partner) and e.partner_id = p_partner and e.template = 'invitation' and e.created_at > p_since
  order by e.created_at desc offset p_max - 1 limit 1
$$;

grant execute on function invited_mail to :"web";
