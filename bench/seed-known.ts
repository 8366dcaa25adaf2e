import type { Client } from "pg";
import { seedCompany, type SignedIn } from "./seed-company";

/** More than that nobody knows. */
const MOST = 100_000;

/**
 * K2: a company that may begin every workshop and knows `size` customers, each with a row at every workshop: of ten four
 * eligible, two nearly, two not, one taken, one under way, in turn from workshop to workshop.
 */
export async function seedKnown(
  client: Client,
  { index, size, offset }: { index: number; size: number; offset: number },
): Promise<SignedIn> {
  const count = Math.min(size, MOST);
  const { partnerId, locationId, sessionId, secret } = await seedCompany(
    client,
    1_000 + index,
    count,
  );
  await client.query(
    `insert into location_qualifications (partner_id, location_id, qualification, valid_from)
     select $1, $2, key, '2020-01-01' from qualifications on conflict do nothing`,
    [partnerId, locationId],
  );
  await client.query(
    "insert into known_customers (partner_id, tenant_id, since) select $1, md5('tenant:' || n)::uuid, now() from generate_series($2::int, $2 + $3 - 1) n",
    [partnerId, offset, count],
  );
  await client.query(
    `insert into tenant_usage (tenant_id, month, metrics)
     select md5('tenant:' || n)::uuid, (date_trunc('month', now()) - m * interval '1 month')::date, f.metrics
     from generate_series($1::int, $1 + $2 - 1) n, generate_series(0, 1) m, (
       select jsonb_object_agg(c ->> 'metric', round((c ->> 'value')::numeric * 0.9, 2)) as metrics
       from engagement_versions v, jsonb_array_elements(v.customer_criteria) c where c ? 'metric') f
     on conflict do nothing`,
    [offset, count],
  );
  await client.query(
    `insert into customers (partner_id, engagement_id, tenant_id, name, search, known, criteria_met, near, taken, association_id,
       location_id, time_zone, consent_due_at, requested_at, mail_state)
     select $1, e.id, t.id, t.name, t.found, true, k not between 4 and 7, k between 4 and 5,
       case when k = 8 then 'consent' end, case when k = 9 then md5(t.id::text || e.id)::uuid end, case when k = 9 then $2::uuid end,
       case when k = 9 then 'Europe/Amsterdam' end, case when k = 9 then now() + interval '20 days' end,
       case when k = 9 then now() end, case when k = 9 then 'delivered' end
     from (select n, t.id, t.name, concat(search_form(t.name), ' ', replace(t.id::text, '-', '')) as found
         from generate_series($3::int, $3 + $4 - 1) n join tenants t on t.id = md5('tenant:' || n)::uuid offset 0) t
       cross join (select id, row_number() over (order by slug) as at from engagements) e cross join lateral (select (t.n + e.at) % 10 as k) k`,
    [partnerId, locationId, offset, count],
  );
  await client.query(
    `insert into customer_counts (partner_id, engagement_id, location_id, tab, status, count)
     select partner_id, engagement_id, coalesce(location_id, '00000000-0000-0000-0000-000000000000'), tab, status, count(*)
     from customers where partner_id = $1 group by 1, 2, 3, 4, 5`,
    [partnerId],
  );
  return { sessionId, secret };
}
