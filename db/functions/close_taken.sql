-- D18: closes, for good, what the consents of other partners leave no room for; at the instant of the consent.
-- Round by round, each by its key: before statistics know of open rounds all of them would be joined with all open requests.
create or replace function close_taken(p_engagement uuid, p_tenant uuid, p_at timestamptz) returns void language plpgsql
  security definer set search_path = public, pg_temp as $$
declare a associations;
begin
  for a in select * from associations where engagement_id = p_engagement and tenant_id = p_tenant
    and coalesce(ended_at, consented_at) is null and consent_due_at > p_at order by partner_id, id
  loop
    if taken_from(a.partner_id, p_engagement, p_tenant, p_at) is not null then
      update consent_requests set closed_at = p_at, closed_for = 'taken'
        where partner_id = a.partner_id and association_id = a.id and replaced_at is null and closed_at is null;
    end if;
  end loop;
end $$;
