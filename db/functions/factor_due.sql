-- Which second factor somebody owes in a session that has seen none (U13): `ask` when they set one up, `setup` when
-- they work at the programme and its setting wants one, or for a company that does, else null.
create or replace function factor_due(p_user uuid, p_partner uuid) returns text language sql stable
  security definer set search_path = public, pg_temp as $$
  select case
    when exists (select from passkeys where user_id = p_user) or exists (select from code_secrets where user_id = p_user) then 'ask'
    when exists (select from operator_grants where user_id = p_user)
      and exists (select from programme where operators_factor) then 'setup'
    when exists (select from sign_in_rules where partner_id = p_partner and needs_factor) then 'setup' end
$$;
