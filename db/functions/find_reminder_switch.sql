-- Whose reminders a link switches; that the token fits is the permission.
create or replace function find_reminder_switch(p_token text) returns table (switch_id uuid, partner_id uuid, request_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, s.partner_id, s.request_id from reminder_switches s where s.token_hash = sha256(convert_to(p_token, 'UTF8'))
$$;

grant execute on function find_reminder_switch to :"web";
