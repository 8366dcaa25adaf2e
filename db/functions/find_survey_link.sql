-- Whose survey a link opens; that the token fits is the permission.
create or replace function find_survey_link(p_token text) returns table (link_id uuid, partner_id uuid, survey_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select l.id, l.partner_id, l.survey_id from survey_links l where l.token_hash = sha256(convert_to(p_token, 'UTF8'))
$$;

grant execute on function find_survey_link to :"web";
