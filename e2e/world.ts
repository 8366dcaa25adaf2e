import { randomUUID } from "node:crypto";
import { Client } from "pg";

/** A customer organisation that is new to everybody and meets every criterion of a workshop. */
export type Customer = { tenantId: string; name: string; domain: string; email: string };

let address = process.env.E2E_OWNER_URL;

/** Another database than the demonstration's, from now on until the function that it gives is called. */
export function useDatabase(ownerUrl: string): () => void {
  address = ownerUrl;
  return () => {
    address = process.env.E2E_OWNER_URL;
  };
}

/** Runs statements as the owner of the demonstration's database. */
export async function sql<Row extends object>(
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ connectionString: address });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** Of customers, those of the demonstration alone: what other journeys make may go while one looks at it. */
export const demonstration = "name not like '% Journey %'";

/** Puts a customer organisation of its own into the programme's register. */
export async function newCustomer(words: string): Promise<Customer> {
  const tenantId = randomUUID();
  const mark = tenantId.slice(0, 8);
  const name = `${words} Journey ${mark}`;
  const domain = `journey-${mark}.example`;
  await sql(
    "insert into tenants (id, name, country, tpid, updated_at) values ($1, $2, 'NL', null, now())",
    [tenantId, name],
  );
  await sql("insert into tenant_domains (domain, tenant_id) values ($1, $2)", [domain, tenantId]);
  await sql(
    `insert into tenant_usage (tenant_id, month, metrics) values ($1, date_trunc('month', now())::date,
      '{"teams_pau": 900, "teams_mau": 300, "teams_mau_share": 0.2, "m365_pau": 900, "frontline_pau": 400}')`,
    [tenantId],
  );
  return { tenantId, name, domain, email: `ada.lovelace@${domain}` };
}

/** The same, known to the first persona's company: it once gave consent for another workshop. */
export async function newKnownCustomer(words: string): Promise<Customer> {
  const customer = await newCustomer(words);
  await sql(
    `insert into tenant_eligibility (engagement_id, tenant_id, met, evaluated_at)
     select id, $1, true, now() from engagements where slug = 'collaborative-apps'`,
    [customer.tenantId],
  );
  await sql(
    "insert into known_customers (partner_id, tenant_id, since) select id, $1, now() from partners where name = 'Noordzee Cloud'",
    [customer.tenantId],
  );
  return customer;
}
