-- Who has a claim in review, so that a partner's comment reaches them (W10): for the programme, and for the partner whose claim it is.
create or replace function claim_reviewer(p_partner uuid, p_claim uuid) returns table (email text, locale text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select u.email, u.locale from workshop_claims c join users u on u.id = c.reviewer_id
  where c.partner_id = p_partner and c.id = p_claim and u.disabled_at is null
    and (c.partner_id = (select app_partner()) or (select app_asker()) = 'operator')
$$;

grant execute on function claim_reviewer to :"web";
