import { createHash, randomUUID } from "node:crypto";
import { databaseKey } from "@/lib/keys";
import { Client, DatabaseError } from "pg";
import { createTestDatabase, type TestDatabase } from "@/testing/database";

/**
 * What the database refuses by itself, whatever the application does: each guard is attacked as the
 * role that would have to break it.
 */
const now = new Date("2026-05-04T10:00:00Z");
const due = new Date("2026-06-03T22:00:00Z");
const past = new Date("2026-06-04T10:00:00Z");

let database: TestDatabase;
let owner: Client;
/** The web server or worker, whichever acts. */
let app: Client;
let web: Client;
let worker: Client;

type Partner = { id: string; locationId: string; userId: string };
let contoso: Partner;
let fabrikam: Partner;
let engagementId: string;

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

describe("who the application is", () => {
  it("owns nothing, bypasses nothing and is no superuser", async () => {
    const { rows } = await app.query(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
        (select count(*)::int from pg_class where relowner = r.oid) as owned
       from pg_roles r where rolname = current_user`,
    );
    expect(rows).toEqual([
      { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, owned: 0 },
    ]);
  });

  it("finds row-level security on every table, forced where even the owner is held to who acts", async () => {
    const held = await owner.query(
      `select from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity`,
    );
    expect(held.rowCount).toBe(0);
    const { rows } = await owner.query<{ relname: string }>(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
       and relforcerowsecurity order by 1`,
    );
    expect(rows.map(({ relname }) => relname)).toEqual([
      "claim_comments",
      "claim_reviews",
      "consent_decisions",
    ]);
  });

  it("sees no row of any table before it says for whom it asks", async () => {
    const { rows } = await owner.query<{ relname: string }>(
      "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
    );
    await mintAssociation(contoso);
    for (const client of [web, worker]) {
      for (const { relname } of rows) {
        if (["installation", "programme", "rate_limits"].includes(relname)) continue;
        const found = await client.query(`select from ${relname} limit 1`).catch(refusedRights);
        expect([relname, found.rowCount]).toEqual([relname, 0]);
      }
    }
  });
});

describe("no partner reaches another's rows", () => {
  it("reads, writes and inserts nothing of another partner, in any table with a partner", async () => {
    const id = await mintAssociation(fabrikam);
    await mintRequest(fabrikam, id);
    const { rows } = await owner.query<{ table: string }>(
      `select c.table_name as table from information_schema.columns c
       join pg_tables t on t.tablename = c.table_name and t.schemaname = 'public'
       where c.column_name = 'partner_id' and c.table_schema = 'public'`,
    );
    expect(rows.length).toBeGreaterThan(10);
    await actAs("partner", contoso);
    for (const { table } of rows) {
      const seen = await app.query(`select from ${table} where partner_id = $1`, [fabrikam.id]);
      expect([table, seen.rowCount]).toEqual([table, 0]);
    }
    const changed = await app.query("update associations set end_note = 'mine' where id = $1", [
      id,
    ]);
    expect(changed.rowCount).toBe(0);
    await expect(insertAssociation(app, fabrikam, await mintTenant())).rejects.toThrow(
      /row-level security/,
    );
  });

  it("shows a person with a role for one location nothing of another location", async () => {
    const tenantId = await mintTenant();
    await mintAssociation(contoso, { tenantId });
    const elsewhere = await mintLocation(contoso.id, "Elsewhere");
    await actAs("partner", contoso, { locations: elsewhere });
    expect((await app.query("select from associations")).rowCount).toBe(0);
    expect(
      (await app.query("select from customers where tenant_id = $1", [tenantId])).rowCount,
    ).toBe(0);
    expect(
      (await app.query("select from customer_counts where location_id = $1", [contoso.locationId]))
        .rowCount,
    ).toBe(0);
    await app.query("rollback");
    await actAs("partner", contoso, { locations: contoso.locationId });
    expect(
      (await app.query("select from customers where tenant_id = $1", [tenantId])).rowCount,
    ).toBe(1);
  });

  it("cannot tie a row to a location, person or association of another partner", async () => {
    const tenantId = await mintTenant();
    await expect(
      insertAssociation(owner, { ...contoso, locationId: fabrikam.locationId }, tenantId),
    ).rejects.toThrow("associations_location_of_partner");
    await expect(
      insertAssociation(owner, { ...contoso, userId: fabrikam.userId }, tenantId),
    ).rejects.toThrow("associations_creator_of_partner");
    const id = await mintAssociation(fabrikam);
    await expect(mintRequest(contoso, id)).rejects.toThrow("consent_requests_due_of_association");
  });

  it("gives a visitor the one request of the link alone", async () => {
    const first = await mintRequest(contoso, await mintAssociation(contoso));
    const second = await mintRequest(contoso, await mintAssociation(contoso));
    await actAs("visitor", contoso, { request: first });
    const { rows } = await app.query<{ id: string }>("select id from consent_requests");
    expect(rows).toEqual([{ id: first.id }]);
    expect(
      (await app.query("select from consent_links where request_id = $1", [second.id])).rowCount,
    ).toBe(0);
  });
});

describe("wrong states cannot be stored", () => {
  it("S16 one round at a time for a partner, engagement and tenant", async () => {
    const tenantId = await mintTenant();
    await mintAssociation(contoso, { tenantId });
    await expect(insertAssociation(owner, contoso, tenantId)).rejects.toThrow(
      "associations_one_open",
    );
  });

  it("S16, D1 a known customer is claimed, never added; an unknown one is never claimed", async () => {
    const known = await mintTenant();
    await owner.query("insert into known_customers values ($1, $2, $3)", [contoso.id, known, now]);
    await expect(insertAssociation(owner, contoso, known)).rejects.toThrow("claimed, not added");
    await expect(
      insertAssociation(owner, contoso, await mintTenant(), { origin: "claimed" }),
    ).rejects.toThrow("associations_claimed_is_known");
    await expect(
      insertAssociation(owner, contoso, known, { origin: "claimed" }),
    ).resolves.toBeDefined();
  });

  it("D8 one live consent for a tenant and engagement, whoever asks", async () => {
    const tenantId = await mintTenant();
    const mine = await mintAssociation(contoso, { tenantId });
    const theirs = await mintAssociation(fabrikam, { tenantId });
    await accept(contoso, mine);
    await expect(accept(fabrikam, theirs)).rejects.toThrow("associations_one_consent");
  });

  it("D8 the other's row becomes ineligible at that instant, and free again with the withdrawal", async () => {
    const tenantId = await mintTenant();
    const mine = await mintAssociation(contoso, { tenantId });
    await mintAssociation(fabrikam, { tenantId });
    await accept(contoso, mine);
    const row = async () =>
      (
        await owner.query<{ tab: string; taken: string | null }>(
          "select tab, taken from customers where partner_id = $1 and tenant_id = $2",
          [fabrikam.id, tenantId],
        )
      ).rows;
    expect(await row()).toEqual([{ tab: "ineligible", taken: "consent" }]);
    await owner.query(
      "update associations set ended_at = $2, end_reason = 'withdrawn' where id = $1",
      [mine, now],
    );
    expect(await row()).toEqual([{ tab: "eligible", taken: null }]);
  });

  it("D8 one answer for a request, and one for an association", async () => {
    const id = await mintAssociation(contoso);
    const request = await accept(contoso, id);
    await actAs("visitor", contoso, { request });
    await expect(insertDecision(contoso, id, request, "decline")).rejects.toThrow(
      "consent_decisions_one_per",
    );
  });

  it("D9 no answer and no consent at or after the deadline", async () => {
    const id = await mintAssociation(contoso);
    const request = await mintRequest(contoso, id);
    await actAs("visitor", contoso, { request });
    await expect(insertDecision(contoso, id, request, "accept", due)).rejects.toThrow(
      "consent_decisions_in_time",
    );
    await expect(setConsented(id, due)).rejects.toThrow("associations_consent_in_time");
  });

  it("D10, D15 only the customer's own visit writes an answer", async () => {
    const id = await mintAssociation(contoso);
    const request = await mintRequest(contoso, id);
    for (const actor of ["partner", "operator", "system"] as const) {
      await actAs(actor, contoso, { request });
      await expect(insertDecision(contoso, id, request, "accept")).rejects.toThrow(
        /row-level security|permission denied/,
      );
      await app.query("rollback");
    }
  });

  it("D10 no consent and no decline without an answer, and no answer without its effect", async () => {
    const id = await mintAssociation(contoso);
    const request = await mintRequest(contoso, id);
    await expect(setConsented(id, now)).rejects.toThrow("without the customer's answer");
    await expect(
      owner.query("update associations set ended_at = $2, end_reason = 'declined' where id = $1", [
        id,
        now,
      ]),
    ).rejects.toThrow("without the customer's answer");
    await actAs("visitor", contoso, { request });
    await insertDecision(contoso, id, request, "accept");
    await expect(app.query("commit")).rejects.toThrow("or the reverse");
  });

  it("D5, D9 the clock, the customer and the origin of a round never change", async () => {
    const id = await mintAssociation(contoso);
    for (const change of [
      "consent_due_at = consent_due_at + interval '1 day'",
      "created_at = created_at - interval '1 day'",
      "origin = 'claimed'",
      `tenant_id = '${await mintTenant()}'`,
    ]) {
      await expect(
        owner.query(`update associations set ${change} where id = $1`, [id]),
      ).rejects.toThrow("does not change");
    }
  });

  it("D7 what ended stays ended", async () => {
    const id = await mintAssociation(contoso);
    await owner.query(
      "update associations set ended_at = $2, end_reason = 'cancelled' where id = $1",
      [id, now],
    );
    await expect(
      owner.query("update associations set ended_at = null, end_reason = null where id = $1", [id]),
    ).rejects.toThrow("does not change");
  });

  it("D11 one live request for a round", async () => {
    const id = await mintAssociation(contoso);
    await mintRequest(contoso, id);
    await expect(mintRequest(contoso, id)).rejects.toThrow("consent_requests_one_live");
  });

  it("S56 an expiry is no earlier than its deadline", async () => {
    const id = await mintAssociation(contoso);
    await expect(
      owner.query(
        "update associations set ended_at = $2, end_reason = 'consent_expired' where id = $1",
        [id, now],
      ),
    ).rejects.toThrow("associations_end_fits");
  });
});

describe("what ran out", () => {
  it("S55, S56, D6 an added customer goes, a claimed one is known again", async () => {
    const [added, claimed] = [await mintTenant(), await mintTenant()];
    await owner.query("insert into known_customers values ($1, $2, $3)", [
      contoso.id,
      claimed,
      now,
    ]);
    await mintAssociation(contoso, { tenantId: added });
    await insertAssociation(owner, contoso, claimed, { origin: "claimed" });
    await owner.query("select end_lapsed($1, $2, $3)", [engagementId, added, past]);
    await owner.query("select end_lapsed($1, $2, $3)", [engagementId, claimed, past]);
    const { rows } = await owner.query(
      "select tenant_id, status, association_id from customers where partner_id = $1 and engagement_id = $2 and tenant_id = any($3)",
      [contoso.id, engagementId, [added, claimed]],
    );
    expect(rows).toEqual([{ tenant_id: claimed, status: "known", association_id: null }]);
    const ended = await owner.query(
      "select ended_at, end_reason from associations where partner_id = $1 and tenant_id = $2",
      [contoso.id, added],
    );
    expect(ended.rows).toEqual([{ ended_at: due, end_reason: "consent_expired" }]);
  });

  it("S56 nothing ends before its deadline", async () => {
    const tenantId = await mintTenant();
    await mintAssociation(contoso, { tenantId });
    const before = new Date(due.getTime() - 1);
    const { rows } = await owner.query("select end_lapsed($1, $2, $3)", [
      engagementId,
      tenantId,
      before,
    ]);
    expect(rows).toEqual([]);
  });
});

describe("the counts on the tabs", () => {
  it("S5 equal the rows, after all that the tests above did", async () => {
    const counted = `select partner_id, engagement_id, coalesce(location_id, '00000000-0000-0000-0000-000000000000') as location_id,
      tab, status, count(*)::int as count from customers group by 1, 2, 3, 4, 5`;
    const kept =
      "select partner_id, engagement_id, location_id, tab, status, count from customer_counts where count <> 0";
    const difference = await owner.query(
      `(${counted} except ${kept}) union all (${kept} except ${counted})`,
    );
    expect(difference.rows).toEqual([]);
    expect((await owner.query(kept)).rowCount).toBeGreaterThan(2);
  });
});

describe("what customers, rounds and claims are found by", () => {
  it("is kept, after all that the tests above did", async () => {
    const { rows } = await owner.query(
      `select 'customer' from customers where search <> customer_search(tenant_id, partner_id, association_id)
       union all select 'round' from associations where ended_at is not null and search is distinct from customer_search(tenant_id, partner_id, id)
       union all select 'claim' from claim_lines l join workshop_claims c on c.id = l.claim_id
         where l.search <> customer_search(c.tenant_id, c.partner_id, c.association_id)`,
    );
    expect(rows).toEqual([]);
    expect((await owner.query("select from customers where search <> ''")).rowCount).toBeGreaterThan(10); // prettier-ignore
  });
});

describe("the audit log", () => {
  it("D15 takes no change from the application, and none unseen from anybody", async () => {
    await actAs("partner", contoso);
    for (const event of ["one", "two", "three"]) await appendAudit(event);
    await app.query("commit");
    await actAs("partner", contoso);
    await expect(app.query("update audit_log set event = 'else'")).rejects.toThrow(
      /permission denied/,
    );
    await app.query("rollback");
    await expect(owner.query("delete from audit_log")).rejects.toThrow("only ever appended");
    expect((await owner.query("select * from audit_faults()")).rows).toEqual([]);

    const admin = await connect(database.adminUrl);
    await admin.query(
      "begin; alter table audit_log disable trigger audit_frozen, disable trigger audit_frozen_row",
    );
    await admin.query("update audit_log set data = '[1]' where event = 'two'");
    const { rows } = await admin.query("select seq::int, fault from audit_faults()");
    const two = await admin.query("select seq::int from audit_log where event = 'two'");
    expect(rows).toEqual([{ ...two.rows[0], fault: "changed" }]);
    await admin.query("delete from audit_log where event = 'three'");
    const faults = await admin.query("select fault from audit_faults()");
    expect(faults.rows).toContainEqual({ fault: "cut off" });
    await admin.query("rollback");
    await admin.end();
  });

  it("D15 lets nobody write into another partner's chain", async () => {
    await actAs("partner", contoso);
    await expect(appendAudit("forged", fabrikam.id)).rejects.toThrow(/row-level security/);
  });
});

/** No row, where the role may not even ask. */
function refusedRights(error: unknown): { rowCount: number } {
  if (error instanceof DatabaseError && error.code === "42501") return { rowCount: 0 };
  throw error;
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}

type Asking = { request?: Request; locations?: string };

/** Begins a transaction of somebody with the proof that they have. */
async function actAs(
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
async function grant({ id, userId }: Partner, location: string): Promise<string> {
  await owner.query("delete from role_grants where user_id = $1", [userId]);
  await owner.query(
    "insert into role_grants (partner_id, user_id, location_id, role) values ($1, $2, $3, 'incentives_user')",
    [id, userId, location === "*" ? null : location],
  );
  return userId;
}

async function mintOperator(): Promise<string> {
  const id = randomUUID();
  await owner.query("insert into users (id, name, email) values ($1, 'Staff', $2)", [
    id,
    `${id}@mail.example`,
  ]);
  await owner.query("insert into operator_grants (user_id, role) values ($1, 'reader')", [id]);
  return id;
}

async function mintSession(userId: string, partnerId: string | null): Promise<string> {
  const secret = randomUUID();
  await owner.query(
    `insert into sessions (user_id, partner_id, secret_hash, chosen_at, created_at, expires_at)
     values ($1, $2, sha256(convert_to($3, 'UTF8')), now(), now(), now() + interval '1 hour')`,
    [userId, partnerId, secret],
  );
  return secret;
}

async function mintEngagement(): Promise<string> {
  const id = randomUUID();
  await owner.query(
    `insert into engagements (id, slug, name, solution_area, engagement_type, partner_role, summary, available_from,
      consent_days, delivery_days, review_days, dispute_days, partner_criteria, customer_criteria, poe, resources)
     values ($1, $2, 'Workshop', 'Security', 'workshop', 'Build intent', '{}', '2020-01-01', 30, 90, 120, 30, '{}', '[]', '[]', '[]')`,
    [id, `workshop-${id.slice(0, 8)}`],
  );
  return id;
}

async function mintPartner(name: string): Promise<Partner> {
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

async function mintLocation(partnerId: string, name: string, id = randomUUID()): Promise<string> {
  const mpnId = String(Math.floor(Math.random() * 9e8) + 1e8);
  await owner.query(
    `insert into locations (id, partner_id, mpn_id, name, city, country, time_zone, enrolment, payee_profile)
     values ($1, $2, $3, $4, 'Utrecht', 'NL', 'Europe/Amsterdam', 'enrolled', 'valid')`,
    [id, partnerId, mpnId, name],
  );
  return id;
}

async function mintTenant(): Promise<string> {
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

async function insertAssociation(
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

async function mintAssociation(
  partner: Partner,
  { tenantId }: { tenantId?: string } = {},
): Promise<string> {
  return insertAssociation(owner, partner, tenantId ?? (await mintTenant()));
}

type Request = { id: string; linkId: string };

async function mintRequest(partner: Partner, associationId: string): Promise<Request> {
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

async function insertDecision(
  partner: Partner,
  associationId: string,
  request: Request,
  decision: string,
  decidedAt = now,
): Promise<void> {
  const told = await owner.query<{ hash: string }>(
    `insert into audit_log (chain, seq, at, actor_kind, actor_id, event, subject_id, data, prev_hash, hash)
     values ($1, 0, $2, 'visitor', $3, $4, $5, '{}', '', '') returning hash`,
    [partner.id, decidedAt, request.linkId, `consent.${decision === "accept" ? "accepted" : "declined"}`, associationId], // prettier-ignore
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

async function setConsented(id: string, at: Date): Promise<void> {
  await owner.query(
    "update associations set consented_at = $2, delivery_due_at = $2::timestamptz + interval '90 days', consent_slot = 1 where id = $1",
    [id, at],
  );
}

/** A whole acceptance, as the customer's visit does it: the consent and the answer commit together. */
async function accept(partner: Partner, associationId: string): Promise<Request> {
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

async function appendAudit(event: string, chain = contoso.id): Promise<void> {
  await app.query(
    `insert into audit_log (chain, seq, at, actor_kind, event, data, prev_hash, hash)
     values ($1, 0, $2, 'partner', $3, '{}', '', '')`,
    [chain, now, event],
  );
}
