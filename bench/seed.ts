import { createHash } from "node:crypto";
import { Client } from "pg";
import { openDatabase } from "@/db/client";
import { WORDING_VERSION } from "@/lib/consent/wording";
import { loadCatalogue } from "@/lib/engagements/load-catalogue";
import { tokenOf } from "@/lib/mail/tokens";
import { namespace, seedCompany, type SignedIn } from "./seed-company";
import { seedKnown } from "./seed-known";

export type { SignedIn } from "./seed-company";

export type World = {
  /** Address part of the engagement that has all the customers. */
  slug: string;
  partners: ({
    size: number;
    partnerId: string;
    engagementId: string;
    /** A customer with a long past. */
    tenantId: string;
    /** Somebody of another company, which knows as many customers, for the opportunities. */
    knowing: SignedIn;
  } & SignedIn)[];
  /** Tokens of open consent requests, one for each answer that is measured. */
  tokens: string[];
};

const slug = "collaborative-apps";
/**
 * Fills a migrated database: for each size a partner with that many associations for one engagement,
 * in the mix of a real Customers page, another one that knows as many, and `answers` open consent requests of the first partner.
 * Rows are written in bulk with the triggers asleep; what the triggers would keep is written too.
 */
export async function seed(
  urls: { owner: string; admin: string },
  sizes: readonly number[],
  answers: number,
): Promise<World> {
  const owner = openDatabase(urls.owner, { max: 2, timeoutMs: 60_000 });
  await loadCatalogue({
    actor: { kind: "system", name: "bench" },
    now: new Date("2026-11-01T00:00:00Z"),
    db: owner,
  });
  await owner.close();

  const client = new Client({ connectionString: urls.admin });
  await client.connect();
  try {
    await client.query("set session_replication_role = replica; set synchronous_commit = off");
    const engagementId = await idOf(client, slug);
    await seedTenants(
      client,
      sizes.reduce((sum, size) => sum + size, 0),
      engagementId,
    );
    const restore = await dropIndexes(client, "customers");
    const partners: World["partners"] = [];
    let offset = 0;
    for (const [index, size] of sizes.entries()) {
      const partner = await seedPartner(client, { index, size, offset, engagementId });
      const tenantId = await seedPast(client, { ...partner, index, n: offset + 5 });
      const knowing = await seedKnown(client, { index, size, offset });
      partners.push({ size, engagementId, tenantId, knowing, ...partner });
      offset += size;
    }
    await restore();
    const first = partners[0];
    if (!first) throw new RangeError("at least one size is needed");
    const tokens = await seedRequests(client, first.partnerId, answers);
    await client.query("set session_replication_role = origin");
    await client.query("vacuum analyze");
    return { slug, partners, tokens };
  } finally {
    await client.end();
  }
}

async function idOf(client: Client, wanted: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    "select id from engagements where slug = $1",
    [wanted],
  );
  const [row] = rows;
  if (!row) throw new Error(`no engagement ${wanted}`);
  return row.id;
}

/** Takes the indexes of a projection away, so that bulk rows go in fast, and gives their way back. */
export async function dropIndexes(client: Client, table: string): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes
     where tablename = $1 and indexname not like '%pk' and indexname not like '%pkey'`,
    [table],
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return async () => {
    for (const { definition } of rows) await client.query(definition);
  };
}

async function seedTenants(client: Client, count: number, engagementId: string): Promise<void> {
  await client.query(
    `insert into tenants (id, name, country, tpid, updated_at)
     select md5('tenant:' || n)::uuid,
       (array['Noord', 'Zuider', 'Ålborg', 'Łódź', 'Contoso', 'Fabrikam', 'Östra', 'Wiener', 'Lyon', 'Porto'])[1 + n % 10]
         || ' ' || (array['Bouw', 'Logistics', 'Energie', 'Health', 'Textil', 'Foods', 'Labs', 'Verzekeringen'])[1 + (n / 10) % 8]
         || ' ' || to_char(n, 'FM0000000'), 'NL', 1000000 + n, '2026-10-01'
     from generate_series(0, $1 - 1) n`,
    [count],
  );
  await client.query(
    `insert into tenant_domains select 'customer-' || n || '.example', md5('tenant:' || n)::uuid from generate_series(0, $1 - 1) n`,
    [count],
  );
  await client.query(
    `insert into tenant_eligibility (engagement_id, tenant_id, met, evaluated_at)
     select $2, md5('tenant:' || n)::uuid, n % 10 <> 9, '2026-10-01' from generate_series(0, $1 - 1) n`,
    [count, engagementId],
  );
}

type Share = { index: number; size: number; offset: number; engagementId: string };

async function seedPartner(client: Client, { index, size, offset, engagementId }: Share) {
  const { partnerId, locationId, userId, sessionId, secret } = await seedCompany(
    client,
    index,
    size,
  );
  // Of ten: two known, two to ask, three asked, two consented (one of them submitted), one not eligible.
  await client.query(
    `insert into associations (id, partner_id, location_id, tenant_id, engagement_id, version_id, origin, customer_email, created_at,
       created_by, time_zone, consent_due_at, requested_at, consented_at, consent_slot, delivery_due_at, submitted_at)
     select md5($6 || ':' || n)::uuid, $1, $2, md5('tenant:' || n)::uuid, $3, version_at($3, now()), 'added', 'someone@customer-' || n || '.example',
       now() - (n % 20) * interval '1 day', $4, 'Europe/Amsterdam', now() + (30 - n % 20) * interval '1 day',
       case when n % 10 between 4 and 8 then now() - (n % 20) * interval '1 day' end,
       case when n % 10 between 7 and 8 then now() - interval '1 hour' end, case when n % 10 between 7 and 8 then 1 end,
       case when n % 10 between 7 and 8 then now() + (90 - n % 60) * interval '1 day' end,
       case when n % 10 = 8 then now() end
     from generate_series($7::int, $7 + $5 - 1) n where n % 10 >= 2`,
    [partnerId, locationId, engagementId, userId, size, `association-${index.toString()}`, offset],
  );
  await client.query(
    `insert into customers (partner_id, engagement_id, tenant_id, name, search, known, criteria_met, association_id, location_id,
       time_zone, consent_due_at, requested_at, mail_state, consented_at, delivery_due_at, claim_number, claim_status)
     select $1, $2, t.id, t.name, concat(search_form(concat_ws(' ', t.name, 'customer-' || n || '.example',
         a.customer_email, 'Ada Customer', case when a.consented_at is not null then concat(1000000 + n, ' INV-', n) end)), ' ', replace(t.id::text, '-', ''), ' ', t.tpid),
       n % 10 < 2, n % 10 <> 9, a.id, a.location_id, a.time_zone, a.consent_due_at, a.requested_at,
       case when a.requested_at is not null then 'delivered' end, a.consented_at, a.delivery_due_at,
       case when a.consented_at is not null then 1000000 + n end, case when a.submitted_at is not null then 'submitted' end
     from generate_series($5::int, $5 + $3 - 1) n join tenants t on t.id = md5('tenant:' || n)::uuid
     left join associations a on a.id = md5($4 || ':' || n)::uuid`,
    [partnerId, engagementId, size, `association-${index.toString()}`, offset],
  );
  await client.query(
    `insert into customer_counts (partner_id, engagement_id, location_id, tab, status, count)
     select partner_id, engagement_id, coalesce(location_id, '00000000-0000-0000-0000-000000000000'), tab, status, count(*)
     from customers where partner_id = $1 group by 1, 2, 3, 4, 5`,
    [partnerId],
  );
  return { partnerId, userId, sessionId, secret };
}

const EVENTS = 500;

/** K1: the customer with number `n`: known, with a row at every workshop, and with 500 events, each fifth of which mailed. */
async function seedPast(
  client: Client,
  { partnerId, userId, index, n }: { partnerId: string; userId: string; index: number; n: number },
): Promise<string> {
  const { rows } = await client.query<{ tenant: string; round: string }>(
    "select md5('tenant:' || $1::text)::uuid as tenant, md5($2 || ':' || $1::text)::uuid as round",
    [n, `association-${index.toString()}`],
  );
  const [of] = rows;
  if (!of) throw new Error("no customer");
  await client.query(
    "insert into known_customers (partner_id, tenant_id, since) values ($1, $2, now() - interval '2 years')",
    [partnerId, of.tenant],
  );
  await client.query(
    `insert into tenant_usage (tenant_id, month, metrics) select $1, (date_trunc('month', now()) - m * interval '1 month')::date,
       jsonb_build_object('teams_mau', 300 + m, 'teams_pau', 500 + m, 'entra_p1_pau', 40 + m, 'intune_pau', 70 + m)
     from generate_series(0, 23) m`,
    [of.tenant],
  );
  await client.query(
    `insert into customers (partner_id, engagement_id, tenant_id, name, search, known, criteria_met)
     select $1, e.id, t.id, t.name, t.search, true, true from engagements e join tenants t on t.id = $2
     on conflict do nothing`,
    [partnerId, of.tenant],
  );
  await client.query(
    `insert into audit_log (chain, seq, at, actor_kind, actor_id, event, subject_id, data, prev_hash, hash)
     select $1::uuid::text, 1000000 + n, date_trunc('second', now()) - n * interval '1 hour', 'partner', $2, 'consent.resent', $3,
       jsonb_build_object('requestId', $3::uuid, 'contactEmail', 'ada@customer.example', 'emailId', null, 'linkId', null), '', ''
     from generate_series(1, $4::int) n`,
    [partnerId, userId, of.round, EVENTS],
  );
  await client.query(
    `insert into emails (partner_id, round_id, kind, template, language, recipient, variables, state, created_at, state_at)
     select $1, $2, 'ask', 'consent-request', 'en', 'ada@customer.example', '{}', 'delivered',
       date_trunc('second', now()) - n * interval '1 hour', now() from generate_series(1, $3::int, 5) n`,
    [partnerId, of.round, EVENTS],
  );
  return of.tenant;
}

/** Open requests of tenants that nobody else works with, each with one link. */
async function seedRequests(client: Client, partnerId: string, count: number): Promise<string[]> {
  const { rows } = await client.query<{
    location_id: string;
    user_id: string;
    engagement_id: string;
  }>(
    `select l.id as location_id, m.user_id, e.id as engagement_id from locations l join memberships m using (partner_id),
       engagements e where l.partner_id = $1 and e.slug = 'microsoft-viva'`,
    [partnerId],
  );
  const [at] = rows;
  if (!at) throw new Error("the partner has no location");
  await client.query(
    `insert into tenants (id, name, country, updated_at) select md5('asked:' || n)::uuid, 'Asked ' || n, 'NL', '2026-10-01'
     from generate_series(0, $1 - 1) n`,
    [count],
  );
  await client.query(
    `insert into associations (id, partner_id, location_id, tenant_id, engagement_id, version_id, origin, customer_email, created_at,
       created_by, time_zone, consent_due_at, requested_at)
     select md5('asked-association:' || n)::uuid, $1, $2, md5('asked:' || n)::uuid, $3, version_at($3, now()), 'added', 'ada@customer.example', now(),
       $4, 'Europe/Amsterdam', date_trunc('second', now() + interval '30 days'), now()
     from generate_series(0, $5 - 1) n`,
    [partnerId, at.location_id, at.engagement_id, at.user_id, count],
  );
  await client.query(
    `insert into consent_requests (id, partner_id, association_id, consent_due_at, contact_first_name, contact_last_name,
       contact_title, contact_email, language, partner_contact_name, partner_contact_email, partner_contact_phone,
       wording_version, sent_by, sent_at)
     select md5('asked-request:' || n)::uuid, $1, a.id, a.consent_due_at, 'Ada', 'Customer', 'CTO', 'ada@customer.example', 'en',
       'Noor Bench', 'noor@partner.example', '+31 30 1234567', $4, $2, now()
     from generate_series(0, $3 - 1) n join associations a on a.id = md5('asked-association:' || n)::uuid`,
    [partnerId, at.user_id, count, WORDING_VERSION],
  );
  const tokens: string[] = [];
  for (let n = 0; n < count; n++) {
    const linkId = namespace("link", n);
    const token = tokenOf("consent", linkId);
    tokens.push(token);
    await client.query(
      `insert into consent_links (id, partner_id, request_id, token_hash, created_at)
       values ($1, $2, md5('asked-request:' || $3::text)::uuid, $4, now())`,
      [linkId, partnerId, n, createHash("sha256").update(token).digest()],
    );
  }
  return tokens;
}
