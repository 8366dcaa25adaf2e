-- Signs somebody out, for whoever manages them (U7): an admin out of the sessions in which they work for the company, and no
-- other goes on for it without a new sign-in; staff of the programme out of all. Gives how many ended, null to anybody else.
create or replace function end_sessions(p_partner uuid, p_user uuid, p_now timestamptz) returns integer language plpgsql
  security definer set search_path = public, pg_temp as $$
declare
  managed boolean := case when p_partner = '00000000-0000-0000-0000-000000000000'
    then app_may('operators.manage') and exists (select from operator_grants where user_id = p_user)
    else app_manages(p_partner, p_user) and exists (select from memberships
      where partner_id = p_partner and user_id = p_user and joined_at is not null and ended_at is null) end;
  ended integer;
begin
  if not managed or p_user = app_user() or not app_tells_now(p_now) then return null; end if;
  update memberships set signed_out_at = p_now where partner_id = p_partner and user_id = p_user;
  update sessions set revoked_at = p_now
    where user_id = p_user and (app_asker() = 'operator' or partner_id = p_partner) and revoked_at is null and expires_at > p_now;
  get diagnostics ended = row_count;
  return ended;
end $$;

grant execute on function end_sessions to :"web";
