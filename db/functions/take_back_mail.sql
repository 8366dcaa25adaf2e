-- K12: an e-mail that asks a customer, that somebody's single act wrote and that was not tried yet, is never sent: said by
-- whose round it is, while nobody answered. Where nothing else asks for its request, that is replaced by none; where no link
-- of the round was ever handed over, the round was not asked. Gives the request, and whether it is the e-mail alone that
-- was taken back; no row when the e-mail is on its way. Whoever sends it has the customer's lock, too.
create or replace function take_back_mail(p_mail uuid, p_at timestamptz) returns table (request uuid, again boolean)
  language plpgsql security definer set search_path = public, pg_temp as $$
declare m emails; r consent_requests; other boolean;
begin
  if app_asker() <> 'partner' or not app_tells_now(p_at) then
    raise exception 'this e-mail is not for you to take back' using errcode = 'insufficient_privilege';
  end if;
  perform lock_tenant(a.tenant_id) from emails e join associations a on a.partner_id = e.partner_id and a.id = e.association_id
    where e.id = p_mail and e.partner_id = app_partner();
  select e.* into m from emails e join associations a on a.partner_id = e.partner_id and a.id = e.association_id
    where e.id = p_mail and e.partner_id = app_partner() and coalesce(a.location_id = any (app_places()), true)
      and a.consented_at is null and a.ended_at is null;
  if m.id is null or m.template <> 'consent-request' or m.run_id is not null or m.state <> 'queued' or m.first_attempt_at is not null then return; end if;
  update emails set state = 'dropped', state_at = p_at where partner_id = m.partner_id and id = m.id and state = 'queued';
  if not found then return; end if;
  select q.* into r from consent_links k join consent_requests q on q.partner_id = k.partner_id and q.id = k.request_id
    where k.partner_id = m.partner_id and k.id = (m.variables ->> 'linkId')::uuid;
  other := exists (select from emails e join consent_links k on k.partner_id = e.partner_id and k.id = (e.variables ->> 'linkId')::uuid
    where e.partner_id = m.partner_id and e.association_id = m.association_id and k.request_id = r.id and e.state <> 'dropped');
  if not other then
    update consent_requests set replaced_at = p_at
      where partner_id = r.partner_id and id = r.id and replaced_at is null and closed_at is null;
    update associations a set requested_at = null where a.partner_id = m.partner_id and a.id = m.association_id
      and not exists (select from consent_requests q join consent_links k on k.partner_id = q.partner_id and k.request_id = q.id
        where q.partner_id = a.partner_id and q.association_id = a.id and (k.token_hash is not null or q.replaced_at is null and q.closed_at is null));
  end if;
  return query select r.id, other;
end $$;

grant execute on function take_back_mail to :"web";
