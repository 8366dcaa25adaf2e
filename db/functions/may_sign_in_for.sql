-- Whether somebody may work for a company in a session that was opened at an instant with a provider's identity (null: by a
-- mailed link): with the provider that the company requires for its mail domains, and the issuer where it names one, but for
-- whom it names (U12), and after its admins last signed the person out (U7).
create or replace function may_sign_in_for(p_partner uuid, p_user uuid, p_provider text, p_issuer text, p_opened timestamptz) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select not exists (select from memberships m where m.partner_id = p_partner and m.user_id = p_user and m.signed_out_at >= p_opened)
    and not exists (
      select from sign_in_rules r join users u on u.id = p_user join partner_domains d on d.partner_id = r.partner_id
      where r.partner_id = p_partner and r.provider is not null and (r.provider is distinct from p_provider
          or r.issuer is not null and r.issuer is distinct from p_issuer)
        and r.break_glass_id is distinct from p_user and d.domain = mail_domain(u.email))
$$;

grant execute on function may_sign_in_for to :"web";
