-- Which invitation a link leads to; that the token fits is the permission.
create or replace function find_invitation(p_token text) returns table (link_id uuid, partner_id uuid, request_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select l.id, l.partner_id, l.invitation_id from invitation_links l where l.token_hash = sha256(convert_to(p_token, 'UTF8'))
$$;

grant execute on function find_invitation to :"web";
