import { compareFacts } from "@/lib/audit/compare";
import { contactFacts } from "@/lib/consent/contacts/queries";
import { isOutside, whyNotContact } from "@/lib/consent/contacts/rules";
import { reading } from "@/lib/ctx";
import { listMyLocations } from "@/lib/partners/queries";
import { personas } from "@/lib/people/personas";
import { customerState, type CustomerState } from "@/lib/customers/rules";
import { loadCatalogue } from "@/lib/engagements/load-catalogue";
import { fixture } from "@/testing/fixture";
import { unknownToLog } from "@/testing/known-to-log";
import { loadDemo } from "./load-demo";
import { demoTenants } from "./tenants";

const make = fixture();
type Row = Parameters<typeof customerState>[0];

beforeAll(async () => {
  await loadCatalogue(make.owner());
  expect(await loadDemo(make.owner())).toBe(true);
}, 180_000);

/** The rows of the first persona's Customers page for the workshop of the scenes. */
async function rows(): Promise<(Row & { name: string })[]> {
  return make.sql(`
    select c.name, c.known, criteria_met as "criteriaMet", taken, association_id as "associationId",
      c.time_zone as "timeZone", consent_due_at as "consentDueAt", requested_at as "requestedAt",
      mail_state as "mailState", contact_release as "contactRelease", consented_at as "consentedAt", delivery_due_at as "deliveryDueAt",
      claim_number as "claimNumber", claim_status as "claimStatus"
    from customers c join engagements e on e.id = c.engagement_id
    join memberships m on m.partner_id = c.partner_id join users u on u.id = m.user_id
    where u.email = '${personas[0].email}' and e.slug = 'collaborative-apps'`);
}

test("every row state of section 2 is there for the first persona (S5–S17)", async () => {
  const states = (await rows()).map((row) => customerState(row, make.now));
  const told = new Set(states.flatMap((state) => (state ? [describe(state)] : [])));
  for (const wanted of [
    "known",
    "to_ask 30",
    "to_ask 1",
    "to_ask 0",
    "asked 26 waiting",
    "asked 1 delivered",
    "asked 0 delivered",
    "active 0",
    "active 1",
    "active 88",
    "ineligible criteria",
    "ineligible consent",
    "ineligible done",
    "claimed submitted",
    "claimed under_review",
    "claimed action_required",
    "claimed approved",
    "claimed paid",
    "claimed rejected",
  ]) {
    expect([...told]).toContain(wanted);
  }
  for (const mail of ["sent", "delivered", "delayed", "bounced", "complained"])
    expect([...told].some((text) => text.startsWith("asked") && text.endsWith(mail))).toBe(true);

  function describe(state: CustomerState): string {
    switch (state.kind) {
      case "known":
        return "known";
      case "to_ask":
      case "active":
        return `${state.kind} ${state.daysLeft}`;
      case "asked":
        return `asked ${state.daysLeft} ${state.mail}`;
      case "completed":
        return "completed";
      case "ineligible":
        return `ineligible ${state.reason}`;
      case "claimed":
        return `claimed ${state.claimStatus}`;
    }
  }
});

test("something ran out yesterday, and history has every reason (S55, D7)", async () => {
  const ended = await make.sql<{ reason: string; ended: Date }>(
    `select end_reason as reason, ended_at as ended from associations where ended_at is not null`,
  );
  expect(new Set(ended.map(({ reason }) => reason))).toEqual(
    new Set(["declined", "consent_expired", "withdrawn", "delivery_expired"]),
  );
  // The first instant of the tenth of March in Amsterdam: the ninth was the last day.
  expect(ended.map((one) => one.ended.toISOString())).toContain("2026-03-09T23:00:00.000Z");
  expect(ended.every((one) => one.ended <= make.now)).toBe(true);
});

test("a rival has an open request for a customer of the first persona's (D8)", async () => {
  const [shared] = await make.sql<{ partners: number }>(`
    select count(distinct partner_id)::int as partners from associations
    where ended_at is null and requested_at is not null and consented_at is null
    group by engagement_id, tenant_id order by 1 desc limit 1`);
  expect(shared?.partners).toBe(2);
});

test("the personas are there with their roles and locations (S20)", async () => {
  const people = await make.sql<{ email: string; roles: number }>(`
    select u.email, (select count(*)::int from role_grants g where g.user_id = u.id) as roles
    from users u`);
  const roles = personas.map(({ email }) => people.find((one) => one.email === email)?.roles);
  expect(roles).toEqual([1, 1, 0, 1, 0, 0]);
  const [user] = await make.sql<{ id: string; partner: string; location: string }>(
    `select u.id, g.partner_id as partner, g.location_id as location from users u join role_grants g on g.user_id = u.id
     where u.email = '${personas[1].email}'`,
  );
  const actor = await make.user(
    { id: user!.partner, name: "Noordzee Cloud" },
    {
      grants: [{ role: "incentives_user", locationId: user!.location }],
    },
  );
  const mine = await reading(make.ctx(actor), (tx) => listMyLocations(tx));
  expect(mine.map(({ city }) => city)).toEqual(["Antwerpen"]);
});

test("2,000 tenants on reserved domains, in many scripts, some TPIDs over several of them", async () => {
  const [count] = await make.sql<{ tenants: number; odd: number; shared: number }>(`
    select (select count(*)::int from tenants) as tenants,
      (select count(*)::int from tenant_domains where domain !~ '[.]example$') as odd,
      (select count(*)::int from (select tpid from tenants where tpid is not null group by tpid having count(*) > 1) s) as shared`);
  expect(count).toMatchObject({ tenants: 2_000, odd: 0 });
  expect(count!.shared).toBeGreaterThan(20);
  const names = demoTenants(make.now, 2_000)
    .map(({ name }) => name)
    .join("");
  for (const script of [
    "Greek",
    "Cyrillic",
    "Arabic",
    "Hebrew",
    "Han",
    "Hiragana",
    "Hangul",
    "Devanagari",
    "Thai",
  ])
    expect(names).toMatch(new RegExp(`\\p{Script=${script}}`, "u"));
});

test("the same seed gives the same tenants, and it is loaded once", async () => {
  expect(demoTenants(make.now, 300)).toEqual(demoTenants(make.now, 300));
  expect(await loadDemo(make.owner())).toBe(false);
  expect(await loadCatalogue(make.owner())).toBe(0);
});

test("its contacts can speak for their customers, and one waits for the programme (D19)", async () => {
  const asked = await make.sql<{
    partner: string;
    tenant: string;
    email: string;
    released: boolean;
  }>(
    `select distinct r.partner_id as partner, a.tenant_id as tenant, r.contact_email as email,
       r.release_id is null as released
     from consent_requests r join associations a on a.id = r.association_id`,
  );
  const odd = await reading(make.system(), async (tx) => {
    const found: string[] = [];
    for (const { partner, tenant, email, released } of asked) {
      const facts = await contactFacts(tx, { partnerId: partner, tenantId: tenant });
      if (whyNotContact(email, facts) !== null || isOutside(email, facts) === released)
        found.push(email);
    }
    return found;
  });
  expect(odd).toEqual([]);
  expect(asked.filter(({ released }) => !released)).toHaveLength(1);
});

test("what a consent left no room for is closed (D18)", async () => {
  const closed = await make.sql(`select r.closed_at from consent_requests r
    join associations a on a.id = r.association_id
    where r.closed_at is not null and a.consented_at is null and r.closed_at < a.consent_due_at`);
  expect(closed.length).toBeGreaterThan(0);
  const open =
    await make.sql(`select r.id from consent_requests r join associations a on a.id = r.association_id
    where r.replaced_at is null and r.closed_at is null and a.ended_at is null and a.consented_at is null
      and taken_by_others(a.partner_id, a.engagement_id, a.tenant_id, r.sent_at) is not null`);
  expect(open).toEqual([]);
});

test("the audit chains are whole, each answer carries the hash of its link in them (D15)", async () => {
  expect(await make.sql("select * from audit_faults()")).toEqual([]);
  const [loose] = await make.sql<{ count: number }>(`
    select count(*)::int from consent_decisions d where not exists (
      select from audit_log l where l.hash = d.audit_hash and l.subject_id = d.association_id)`);
  expect(loose).toEqual({ count: 0 });
});

test("everything that was decided, claimed and handed in is as the log says", async () => {
  expect(await reading(make.system(), (tx) => compareFacts(tx))).toEqual([]);
  expect(await unknownToLog(make)).toEqual([]);
  const surveys = await make.sql<{ event: string }>(
    "select distinct event from audit_log where event like 'survey.%' order by event",
  );
  expect(surveys.map(({ event }) => event)).toEqual([
    "survey.answered",
    "survey.replaced",
    "survey.resent",
    "survey.sent",
  ]);
});

test("claims have numbers of seven digits that tell no count, and the payout of the consent date (D16)", async () => {
  const claims = await make.sql<{ number: number; payout: number }>(
    "select number, payout_minor as payout from workshop_claims order by created_at",
  );
  expect(claims.length).toBeGreaterThan(50);
  expect(claims.every(({ number }) => number >= 1_000_000 && number <= 9_999_999)).toBe(true);
  expect(new Set(claims.map(({ payout }) => payout)).size).toBeGreaterThan(1);
});

test("claims that are edited show every state of both surveys, and every answer fits its questions (W4–W9)", async () => {
  const surveys = await make.sql<{ kind: string; state: string; mail: string | null }>(`
    select s.kind, case when s.answered_at is not null then 'answered' when s.replaced_at is not null then 'replaced' else 'sent' end as state,
      (select m.state from emails m where m.survey_id = s.id order by m.created_at desc limit 1) as mail
    from claim_surveys s join workshop_claims c on c.id = s.claim_id join partners p on p.id = c.partner_id
    where c.status = 'editing' and p.name = 'Noordzee Cloud'`);
  const told = new Set(
    surveys.map(({ kind, state, mail }) => `${kind} ${state} ${mail ?? "alone"}`),
  );
  for (const wanted of [
    "customer sent delivered",
    "customer sent bounced",
    "customer answered delivered",
    "customer replaced bounced",
    "partner sent delivered",
    "partner sent bounced",
    "partner answered alone",
    "partner answered delivered",
  ])
    expect([...told]).toContain(wanted);
  const [odd] = await make.sql(`
    select count(*) filter (where questions = '[]')::int as unasked,
      count(*) filter (where answered_at is not null and answers = '{}')::int as silent from claim_surveys`);
  expect(odd).toEqual({ unasked: 0, silent: 0 });
});
