-- U8: whether somebody has work open at a partner: a round that they began or asked for and that can still go on, or a
-- claim that they submitted and that is not over. Whoever disables them is told no more of it.
create or replace function has_open_work(p_partner uuid, p_user uuid, p_now timestamptz) returns boolean language sql stable
  security definer set search_path = public, pg_temp as $$
  select app_asks_for(p_partner) and (
    exists (select from associations a where a.partner_id = p_partner and a.ended_at is null and a.submitted_at is null
      and coalesce(a.delivery_due_at, a.consent_due_at, 'infinity') > p_now and (a.created_by = p_user or exists (
        select from consent_requests r where r.partner_id = a.partner_id and r.association_id = a.id and r.sent_by = p_user)))
    or exists (select from workshop_claims c where c.partner_id = p_partner and c.submitted_by = p_user
      and c.status in ('editing', 'submitted', 'under_review', 'action_required', 'approved', 'rejected', 'disputed')))
$$;

grant execute on function has_open_work to :"web";
