-- U8: the locations at which somebody has work open: a round that they began, were given or asked for and that can still go on, or a
-- claim that they submitted and that is not over. Whoever disables them is told no more of it.
create or replace function open_work(p_partner uuid, p_user uuid, p_now timestamptz) returns setof uuid language sql stable
  security definer set search_path = public, pg_temp as $$
  select a.location_id from associations a where app_asks_for(p_partner) and a.partner_id = p_partner and a.ended_at is null
    and a.submitted_at is null and coalesce(a.delivery_due_at, a.consent_due_at, 'infinity') > p_now and (p_user in (a.created_by, a.owner_id) or exists (
      select from consent_requests r where r.partner_id = a.partner_id and r.association_id = a.id and r.sent_by = p_user))
  union
  select c.location_id from workshop_claims c where app_asks_for(p_partner) and c.partner_id = p_partner and c.submitted_by = p_user
    and c.status in ('editing', 'submitted', 'under_review', 'action_required', 'approved', 'rejected', 'disputed')
$$;

grant execute on function open_work to :"web";
