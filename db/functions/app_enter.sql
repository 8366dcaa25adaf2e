-- A transaction begins here: a secret that no role can select says who asks, for this transaction alone. Of a
-- session, its cookie's; of a link, its token; of the product itself, the key of the web server or the worker,
-- which works for the role that it was made for. Nothing is written. A member without a role sees of the
-- company who its people are; a visitor has nothing of the partner's but what a policy names for visitors.
create or replace function app_enter(p_by text, p_secret text, p_name text) returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  who record;
  proof bytea := sha256(convert_to(p_secret, 'UTF8'));
  said text;
begin
  if p_by = 'session' then
    select u.id, s.partner_id, (coalesce(s.proven_at, s.created_at) > now() - interval '16 minutes')::int as fresh,
      (select case when bool_or(g.location_id is null) then '*' else coalesce(string_agg(g.location_id::text, ','), '') end
        from role_grants g where g.partner_id = s.partner_id and g.user_id = u.id and grant_holds(g.ends_at, now())) as places,
      (select coalesce(string_agg(m.partner_id::text, ','), '') from memberships m
        where m.user_id = u.id and (m.ended_at is null or m.ended_at > now() - interval '365 days')) as companies,
      (select coalesce(string_agg(o.role, ','), '') from operator_grants o where o.user_id = u.id) as roles
      into who from sessions s join users u on u.id = s.user_id
      where s.secret_hash = proof and s.revoked_at is null and u.disabled_at is null
        and (s.expires_at > now() or exists (select from installation where kind <> 'production'))
        and (s.second_factor_at is not null or factor_due(u.id, s.partner_id) is null)
        and case when s.partner_id is null then exists (select from operator_grants o where o.user_id = u.id)
          else exists (select from memberships m where m.partner_id = s.partner_id and m.user_id = u.id
            and m.joined_at is not null and m.ended_at is null) end;
    if who.partner_id is not null and who.places = '' then
      said := concat_ws('|', 'member', '', who.id, '', '', who.id, '', '', '', '', who.partner_id);
    elsif who.partner_id is not null then
      said := concat_ws('|', 'partner', who.partner_id, who.id, '', who.places, who.id, '', '', '', '', '', who.fresh);
    elsif who.id is not null then
      said := concat_ws('|', 'operator', '', who.id, '', '*', who.id, who.companies, who.roles, '', '', '', who.fresh);
    end if;
  elsif p_by = 'link' then
    select * into who from (
      select l.id, l.partner_id, l.request_id, r.association_id
        from consent_links l join consent_requests r on r.partner_id = l.partner_id and r.id = l.request_id where l.token_hash = proof
      union all select l.id, l.partner_id, l.survey_id, c.association_id
        from survey_links l join claim_surveys s on s.partner_id = l.partner_id and s.id = l.survey_id
          join workshop_claims c on c.partner_id = s.partner_id and c.id = s.claim_id where l.token_hash = proof
      union all select s.id, s.partner_id, s.request_id, r.association_id
        from reminder_switches s join consent_requests r on r.partner_id = s.partner_id and r.id = s.request_id where s.token_hash = proof
      union all select l.id, l.partner_id, l.invitation_id, null from invitation_links l where l.token_hash = proof) links;
    said := concat_ws('|', 'visitor', '', '', who.request_id, '', who.id, '', '', who.partner_id, who.association_id);
    if who.id is null then said := null; end if;
  elsif p_by = 'import' and p_name ~ '^[0-9a-f-]{36}$' then
    -- The worker takes a file in as the member of staff who began it, with the roles that they have now (P22).
    select u.id,
      (select coalesce(string_agg(m.partner_id::text, ','), '') from memberships m
        where m.user_id = u.id and (m.ended_at is null or m.ended_at > now() - interval '365 days')) as companies,
      (select string_agg(o.role, ',') from operator_grants o where o.user_id = u.id) as roles
      into who from import_runs i join users u on u.id = coalesce(i.began_by, i.made_by)
        join private.keys k on k.hash = proof and k.actor = 'system' join pg_roles r on r.rolname = k.role
      where i.id = p_name::uuid and i.state in ('received', 'running') and u.disabled_at is null
        and pg_has_role(session_user, r.oid, 'member');
    if who.roles is not null then
      said := concat_ws('|', 'operator', '', who.id, '', '*', who.id, who.companies, who.roles, '', '');
    end if;
  elsif p_by = 'run' and p_name ~ '^[0-9a-f-]{36}$' then
    -- The worker does the rows of a run as whoever began it, with the roles that they have now (B4).
    select u.id, i.partner_id,
      (select case when bool_or(g.location_id is null) then '*' else coalesce(string_agg(g.location_id::text, ','), '') end
        from role_grants g where g.partner_id = i.partner_id and g.user_id = u.id and grant_holds(g.ends_at, now())) as places
      into who from bulk_runs i join users u on u.id = coalesce(i.began_by, i.made_by)
        join memberships m on m.partner_id = i.partner_id and m.user_id = u.id and m.joined_at is not null and m.ended_at is null
        join private.keys k on k.hash = proof and k.actor = 'system' join pg_roles r on r.rolname = k.role
      where i.id = p_name::uuid and i.state in ('looking', 'running') and u.disabled_at is null
        and pg_has_role(session_user, r.oid, 'member');
    if who.places <> '' then
      said := concat_ws('|', 'partner', who.partner_id, who.id, '', who.places, who.id, '', '', '', '', '', '', p_name);
    end if;
  elsif p_by = 'reader' and p_name ~ '^[0-9a-f-]{36}( [0-9a-f-]{36})?$' and current_setting('transaction_read_only') = 'on' then
    -- The worker reads, and can only read, what somebody who signed in now would at a company, or as staff (K7).
    select u.id, nullif(split_part(p_name, ' ', 2), '')::uuid as partner_id,
      (select case when bool_or(g.location_id is null) then '*' else coalesce(string_agg(g.location_id::text, ','), '') end
        from role_grants g join memberships m on m.partner_id = g.partner_id and m.user_id = g.user_id
        where g.partner_id = nullif(split_part(p_name, ' ', 2), '')::uuid and g.user_id = u.id and grant_holds(g.ends_at, now())
          and m.joined_at is not null and m.ended_at is null) as places,
      (select coalesce(string_agg(m.partner_id::text, ','), '') from memberships m
        where m.user_id = u.id and (m.ended_at is null or m.ended_at > now() - interval '365 days')) as companies,
      (select string_agg(o.role, ',') from operator_grants o where o.user_id = u.id) as roles
      into who from users u join private.keys k on k.hash = proof and k.actor = 'system' join pg_roles r on r.rolname = k.role
      where u.id = split_part(p_name, ' ', 1)::uuid and u.disabled_at is null and pg_has_role(session_user, r.oid, 'member');
    if who.partner_id is not null and who.places <> '' then
      said := concat_ws('|', 'partner', who.partner_id, who.id, '', who.places, who.id, '', '', '', '', '', '');
    elsif who.partner_id is null and who.roles is not null then
      said := concat_ws('|', 'operator', '', who.id, '', '*', who.id, who.companies, who.roles, '', '', '', '');
    end if;
  elsif p_by = 'key' and p_name ~ '^[a-z][a-z0-9 :-]*$' then
    select k.actor into who from private.keys k join pg_roles r on r.rolname = k.role
      where k.hash = proof and pg_has_role(session_user, r.oid, 'member');
    said := concat_ws('|', who.actor, '', '', '', '*', p_name, '', '', '', '');
    if who.actor is null then said := null; end if;
  end if;
  if said is null then
    raise exception 'nobody is known by this' using errcode = 'insufficient_privilege', constraint = 'app_enter_' || p_by;
  end if;
  perform set_config('app.scope', app_seal(said) || said, true);
end $$;

grant execute on function app_enter to :"application";
