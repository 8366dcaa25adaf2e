import { createHash, randomInt, randomUUID } from "node:crypto";
import { Client } from "pg";
import { databaseKey } from "@/lib/keys";
import { createTestDatabase, type TestDatabase } from "./database";

/**
 * A database with two partners and one workshop, for the suites that attack its guards as the role that
 * would have to break them: rows are written as SQL, beside all that the application does.
 */
export const now = new Date("2026-05-04T10:00:00Z");
export const due = new Date("2026-06-03T22:00:00Z");
export const past = new Date("2026-06-04T10:00:00Z");

export let database: TestDatabase;
export let owner: Client;
/** The web server or worker, whichever acts. */
export let app: Client;
export let web: Client;
export let worker: Client;

type Partner = { id: string; locationId: string; userId: string };
export let contoso: Partner;
export let fabrikam: Partner;
export let engagementId: string;

/** Makes the database for the suite that calls it; what a test began ends with it. */
export function guardedDatabase(): void {
  beforeAll(async () => {
    database = await createTestDatabase();
    owner = await connect(database.ownerUrl);
    web = await connect(database.webUrl);
    worker = await connect(database.workerUrl);
    app = web;
    engagementId = await mintEngagement();
    contoso = await mintPartner("Contoso");
    fabrikam = await mintPartner("Fabrikam");
  });

  afterAll(async () => {
    await owner.end();
    await Promise.all([web.end(), worker.end()]);
    await database.drop();
  });

  afterEach(async () => {
    for (const client of [web, worker, owner]) await client.query("rollback");
    app = web;
  });
}

export async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}

type Asking = { request?: Request; locations?: string };

/** Begins a transaction of somebody with the proof that they have. */
export async function actAs(
  actor: "partner" | "visitor" | "operator" | "system",
  partner: Partner,
  { request, locations = "*" }: Asking = {},
) {
  app = actor === "system" ? worker : web;
  const proofs = {
    partner: async () => [
      "session",
      await mintSession(await grant(partner, locations), partner.id),
      "",
    ],
    visitor: () => Promise.resolve(["link", request?.linkId ?? "", ""]),
    operator: async () => ["session", await mintSession(await mintOperator(), null), ""],
    system: () => Promise.resolve(["key", databaseKey("worker"), "test"]),
  };
  const proof = await proofs[actor]();
  await app.query("begin");
  await app.query("select app_enter($1, $2, $3)", proof);
}

/** Gives a partner's person one role, for a location or ("*") for the company. */
export async function grant({ id, userId }: Partner, location: string): Promise<string> {
  await owner.query("delete from role_grants where user_id = $1", [userId]);
  await owner.query(
    "insert into role_grants (partner_id, user_id, location_id, role) values ($1, $2, $3, 'incentives_user')",
    [id, userId, location === "*" ? null : location],
  );
  return userId;
}

export async function mintOperator(): Promise<string> {
  const id = randomUUID();
  await owner.query("insert into users (id, name, email) values ($1, 'Staff', $2)", [
    id,
    `${id}@mail.example`,
  ]);
  await owner.query("insert into operator_grants (user_id, role) values ($1, 'reader')", [id]);
  return id;
}

export async function mintSession(userId: string, partnerId: string | null): Promise<string> {
  const secret = randomUUID();
  await owner.query(
    `insert into sessions (user_id, partner_id, secret_hash, chosen_at, created_at, second_factor_at, expires_at)
     values ($1, $2, sha256(convert_to($3, 'UTF8')), now(), now(), now(), now() + interval '1 hour')`,
    [userId, partnerId, secret],
  );
  return secret;
}

export async function mintEngagement(): Promise<string> {
  const id = randomUUID();
  await owner.query(
    `with own as (
       insert into engagements (id, slug, solution_area, engagement_type, partner_role, available_from, opened_at)
       values ($1, $2, 'security', 'workshop', 'build-intent', '2020-01-01', now()) returning id)
     insert into engagement_versions (engagement_id, number, name, summary, consent_days, delivery_days, review_days, dispute_days,
       partner_criteria, customer_criteria, poe, resources, holds_from, published_at)
     select id, 1, 'Workshop', '{}', 30, 90, 120, 30, '{}', '[]', '[]', '[]', '2020-01-01', now() from own`,
    [id, `workshop-${id.slice(0, 8)}`],
  );
  return id;
}

export async function mintPartner(name: string): Promise<Partner> {
  const partner = { id: randomUUID(), locationId: randomUUID(), userId: randomUUID() };
  await owner.query("insert into partners (id, name, country) values ($1, $2, 'NL')", [
    partner.id,
    name,
  ]);
  await mintLocation(partner.id, name, partner.locationId);
  await owner.query("insert into users (id, name, email) values ($1, $2, $3)", [
    partner.userId,
    `${name} Person`,
    `${partner.userId}@mail.example`,
  ]);
  await owner.query(
    "insert into memberships (partner_id, user_id, joined_at) values ($1, $2, $3)",
    [partner.id, partner.userId, now],
  );
  return partner;
}

export async function mintLocation(
  partnerId: string,
  name: string,
  id = randomUUID(),
): Promise<string> {
  const mpnId = String(randomInt(1_000_000_000, 9_999_999_999));
  await owner.query(
    `insert into locations (id, partner_id, mpn_id, name, city, country, time_zone, enrolment, payee_profile)
     values ($1, $2, $3, $4, 'Utrecht', 'NL', 'Europe/Amsterdam', 'enrolled', 'valid')`,
    [id, partnerId, mpnId, name],
  );
  return id;
}

export async function mintTenant(): Promise<string> {
  const id = randomUUID();
  await owner.query(
    "insert into tenants (id, name, country, updated_at) values ($1, 'Customer', 'NL', $2)",
    [id, now],
  );
  await owner.query(
    "insert into tenant_eligibility (engagement_id, tenant_id, met, evaluated_at) values ($1, $2, true, $3)",
    [engagementId, id, now],
  );
  return id;
}

export async function insertAssociation(
  client: Client,
  partner: Partner,
  tenantId: string,
  { origin = "added" }: { origin?: string } = {},
): Promise<string> {
  const id = randomUUID();
  await client.query(
    `insert into associations (id, partner_id, location_id, tenant_id, engagement_id, origin, customer_email,
      created_at, created_by, time_zone, consent_due_at)
     values ($1, $2, $3, $4, $5, $6, 'someone@customer.example', $7, $8, 'Europe/Amsterdam', $9)`,
    [id, partner.id, partner.locationId, tenantId, engagementId, origin, now, partner.userId, due],
  );
  return id;
}

export async function mintAssociation(
  partner: Partner,
  { tenantId }: { tenantId?: string } = {},
): Promise<string> {
  return insertAssociation(owner, partner, tenantId ?? (await mintTenant()));
}

type Request = { id: string; linkId: string };

export async function mintRequest(partner: Partner, associationId: string): Promise<Request> {
  const request = { id: randomUUID(), linkId: randomUUID() };
  await owner.query(
    `insert into consent_requests (id, partner_id, association_id, consent_due_at, contact_first_name, contact_last_name,
      contact_title, contact_email, language, partner_contact_name, partner_contact_email, partner_contact_phone,
      wording_version, sent_by, sent_at)
     values ($1, $2, $3, $4, 'Ada', 'Customer', '', 'ada@customer.example', 'en', 'P', 'p@partner.example', '', '1', $5, $6)`,
    [request.id, partner.id, associationId, due, partner.userId, now],
  );
  await owner.query(
    "insert into consent_links (id, partner_id, request_id, token_hash, created_at) values ($1, $2, $3, $4, $5)",
    [
      request.linkId,
      partner.id,
      request.id,
      createHash("sha256").update(request.linkId).digest(),
      now,
    ],
  );
  await owner.query("update associations set requested_at = $2 where id = $1", [
    associationId,
    now,
  ]);
  return request;
}

export async function insertDecision(
  partner: Partner,
  associationId: string,
  request: Request,
  decision: string,
  decidedAt = now,
): Promise<void> {
  const told = await owner.query<{ hash: string }>(
    `insert into audit_log (chain, seq, at, actor_kind, actor_id, event, subject_id, data, prev_hash, hash)
     values ($1, 0, $2, 'visitor', $3, $4, $5, '{}', '', '') returning hash`,
    [
      partner.id,
      decidedAt,
      request.linkId,
      `consent.${decision === "accept" ? "accepted" : "declined"}`,
      associationId,
    ],
  );
  await app.query(
    `insert into consent_decisions (partner_id, request_id, association_id, consent_due_at, link_id, decision, full_name,
      decided_at, language, wording_version, wording_hash, wording, contact_email, ip_address, user_agent, confirmed_by_code, audit_hash)
     values ($1, $2, $3, $4, $5, $6, 'Ada Customer', $7, 'en', '1', 'hash', 'wording', 'ada@customer.example', '::1', 'browser', false, $8)`,
    [
      partner.id,
      request.id,
      associationId,
      due,
      request.linkId,
      decision,
      decidedAt,
      told.rows[0]?.hash,
    ],
  );
}

export async function setConsented(id: string, at: Date): Promise<void> {
  await owner.query(
    "update associations set consented_at = $2, delivery_due_at = $2::timestamptz + interval '90 days', consent_slot = 1 where id = $1",
    [id, at],
  );
}

/** A whole acceptance, as the customer's visit does it: the consent and the answer commit together. */
export async function accept(partner: Partner, associationId: string): Promise<Request> {
  const request = await mintRequest(partner, associationId);
  await actAs("visitor", partner, { request });
  await app.query(
    `update associations set consented_at = $2, delivery_due_at = $2::timestamptz + interval '90 days', consent_slot = 1
     where id = $1`,
    [associationId, now],
  );
  await insertDecision(partner, associationId, request, "accept");
  await app.query("commit");
  return request;
}

export async function appendAudit(event: string, chain = contoso.id): Promise<void> {
  await app.query(
    `insert into audit_log (chain, seq, at, actor_kind, event, data, prev_hash, hash)
     values ($1, 0, $2, 'partner', $3, '{}', '', '')`,
    [chain, now, event],
  );
}
