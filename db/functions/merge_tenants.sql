-- P18: everything of one tenant becomes the other's: rounds with their consents and claims, who knows it, domains, figures,
-- releases and bans. What both say stays as the survivor says it. Of the one only its ID and TPID stay, which lead to the
-- survivor. It refuses what the constraints refuse: a second open round of a partner, more consents than are allowed.
create or replace function merge_tenants(p_from uuid, p_into uuid, p_at timestamptz) returns void language plpgsql
  security definer set search_path = public, pg_temp as $$
declare a record; slot smallint; f tenants;
begin
  perform lock_merge(p_from, p_into, p_at);
  select * into f from tenants where id = p_from;
  if f.id is null or p_from = p_into then
    raise exception 'there is nothing to merge' using errcode = 'check_violation', constraint = 'tenants_merged_whole';
  end if;
  -- Each row of theirs comes anew under the survivor.
  delete from customers where tenant_id = p_from;
  update tenants t set
    name = case when t.found_at is not null and f.found_at is null then f.name else t.name end,
    country = coalesce(t.country, f.country), tpid = coalesce(t.tpid, f.tpid),
    found_at = case when f.found_at is not null then t.found_at end,
    -- That the one is in no list any more says nothing of the other (P23).
    barred_for = coalesce(t.barred_for, nullif(f.barred_for, 'not_listed')),
    barred_note = case when t.barred_for is null then f.barred_note else t.barred_note end,
    barred_at = coalesce(t.barred_at, case when f.barred_for <> 'not_listed' then f.barred_at end),
    barred_by = coalesce(t.barred_by, case when f.barred_for <> 'not_listed' then f.barred_by end),
    revision = t.revision + 1, changed_by = app_user(), updated_at = p_at
  where t.id = p_into;
  insert into tenant_usage (tenant_id, month, metrics) select p_into, month, metrics from tenant_usage where tenant_id = p_from
    on conflict (tenant_id, month) do update set metrics = excluded.metrics || tenant_usage.metrics;
  delete from tenant_usage where tenant_id = p_from;
  delete from tenant_eligibility where tenant_id = p_from;
  -- Everybody who was merged into it before follow: an old ID leads there in one step.
  update tenants set merged_into = p_into, merged_at = case when id = p_from then p_at else merged_at end,
    barred_for = null, barred_note = null, barred_at = null, barred_by = null, found_at = null
    where id = p_from or merged_into = p_from;

  insert into known_customers (partner_id, tenant_id, since, imported_by)
    select partner_id, p_into, since, imported_by from known_customers where tenant_id = p_from order by partner_id
    on conflict (partner_id, tenant_id) do update set since = least(known_customers.since, excluded.since);
  for a in select * from associations where tenant_id = p_from order by partner_id, consented_at nulls last, id loop
    slot := a.consent_slot;
    if a.ended_at is null and a.consented_at is not null then
      slot := free_consent_slot(a.engagement_id, p_into);
      if slot is null then
        raise exception 'more consents than are allowed' using errcode = 'check_violation', constraint = 'associations_one_consent';
      end if;
    end if;
    update associations set tenant_id = p_into, consent_slot = slot where partner_id = a.partner_id and id = a.id;
  end loop;
  delete from known_customers where tenant_id = p_from;
  update tenant_domains set tenant_id = p_into where tenant_id = p_from;
  update contact_releases r set tenant_id = p_into where r.tenant_id = p_from and not exists (select from contact_releases o
    where o.partner_id = r.partner_id and o.tenant_id = p_into and lower(o.contact_email) = lower(r.contact_email));
  update contact_bans b set tenant_id = p_into where b.tenant_id = p_from and not exists (select from contact_bans o
    where o.partner_id = b.partner_id and o.tenant_id = p_into and o.mailbox = b.mailbox and o.lifted_at is null and b.lifted_at is null);
  update customer_notes set tenant_id = p_into where tenant_id = p_from;
  update follow_ups set tenant_id = p_into where tenant_id = p_from;
  update drafts d set subject_id = p_into where d.kind = 'claim' and d.subject_id = p_from and d.completed_at is null
    and not exists (select from drafts o where o.user_id = d.user_id and o.kind = d.kind and o.engagement_id = d.engagement_id
      and o.subject_id = p_into and o.completed_at is null);

  perform close_taken(e.engagement_id, p_into, p_at) from (select distinct engagement_id from associations
    where tenant_id = p_into and ended_at is null and consented_at is not null order by 1) e;
  perform refresh_customer(c.partner_id, c.engagement_id, p_into) from (
    select partner_id, engagement_id from customers where tenant_id = p_into order by 1, 2) c;
  perform refresh_claim_line(c.partner_id, c.id) from workshop_claims c where c.tenant_id = p_into order by c.partner_id, c.id;
  perform project_tenants(array[p_into]);
end $$;

grant execute on function merge_tenants to :"web";
