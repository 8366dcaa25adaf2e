import { Client } from "pg";
import { reading, type Operator, type PartnerUser, type Tx } from "@/lib/ctx";
import { openDatabase, type Database } from "@/db/client";
import { writeCursor } from "@/lib/lists/cursor";
import { chances } from "@/lib/customers/opportunities/schema";
import { placeHold } from "@/lib/privacy/holds/place-hold";
import { paying } from "@/testing/claims";
import { fixture, type Company, type Engagement } from "@/testing/fixture";
import { tries } from "@/testing/tries";
import { customerView } from "./customer";
import { customersPage } from "./customers-page";
import { engagementsOverview } from "./engagements-overview";
import { opportunitiesView } from "./opportunities";
import { programmeClaims } from "./programme/claims";
import { programmeContacts } from "./programme/contacts";
import { programmeMail } from "./programme/mail";
import { programmeOverview } from "./programme/overview";
import { programmePartners } from "./programme/partners";
import { programmeHold, programmePrivacy } from "./programme/privacy";
import { programmeReports } from "./programme/reports";
import { partnerRounds } from "./programme/rounds";
import { programmeTenant } from "./programme/tenant";
import { programmeTenants } from "./programme/tenants";
import { programmeWaiting } from "./programme/waiting";
import { programmeRuns } from "./runs";
import { searchView } from "./search";

/**
 * How PostgreSQL reads the pages that partners look at all day, of a partner with many customers.
 * Every plan is the one for all values (`planOnce`), so that it does not depend on luck.
 */
const make = fixture({ tampers: true });
const COUNT = tries("PLANS", { ci: 15_000, whole: 60_000 });
const big = new Set(["customers", "associations", "tenants", "tenant_domains", "audit_log"]);

let partner: Company;
let engagement: Engagement;
let clerk: PartnerUser;
let staff: Operator;
let db: Database;
let plans: Plan[];

type Node = {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Shared Hit Blocks": number;
  "Shared Read Blocks": number;
  "Actual Loops": number;
  "Actual Rows": number;
  "Rows Removed by Filter"?: number;
  Plans?: Node[];
};
type Plan = { text: string; root: Node };

beforeAll(async () => {
  partner = await make.partner({ locations: [{}, {}] });
  engagement = await make.engagement();
  await paying(make, engagement.id);
  clerk = await make.user(partner, {
    grants: [{ role: "incentives_user", locationId: partner.locations[1]?.id ?? null }],
  });
  await fill();
  staff = await make.operator();
  const [one] = await make.sql<{ id: string }>("select md5('plans200')::uuid as id");
  customer.id = one?.id ?? "";
  await placeHold(make.ctx(staff), { of: "tenant", id: customer.id, reason: "Case 7" });
  const admin = new Client({ connectionString: make.urls().adminUrl });
  await admin.connect();
  const name = new URL(make.urls().webUrl).pathname.slice(1);
  for (const [setting, value] of [
    ["session_preload_libraries", "auto_explain"],
    ["auto_explain.log_min_duration", "0"],
    ["auto_explain.log_analyze", "on"],
    ["auto_explain.log_buffers", "on"],
    ["auto_explain.log_timing", "off"],
    ["auto_explain.log_level", "notice"],
    ["auto_explain.log_format", "json"],
  ] as const)
    await admin.query(`alter database ${name} set ${setting} = '${value}'`);
  await admin.end();
  db = openDatabase(make.urls().webUrl, { max: 1, timeoutMs: 20_000 });
}, 120_000);

afterAll(() => db.close());

/** Rows in bulk, by the rules of the triggers: half known, the others asked, a few of one location. */
async function fill() {
  const admin = new Client({ connectionString: make.urls().adminUrl });
  await admin.connect();
  const values = [partner.id, engagement.id, partner.locations.map(({ id }) => id), COUNT];
  await admin.query("set session_replication_role = replica");
  await admin.query(
    `insert into tenants (id, name, country, updated_at)
     select md5('plans' || n)::uuid, 'Customer ' || md5('name' || n), 'NL', now() from generate_series(1, $1::int) n`,
    [COUNT],
  );
  await admin.query(
    "insert into tenant_domains select 'plans-' || n || '.example', md5('plans' || n)::uuid from generate_series(1, $1::int) n",
    [COUNT],
  );
  await admin.query(
    `insert into associations (id, partner_id, location_id, tenant_id, engagement_id, version_id, origin, customer_email, created_at,
       created_by, time_zone, consent_due_at, requested_at)
     select md5('round' || n)::uuid, $1, ($3::uuid[])[1 + (n % 200 = 0)::int], md5('plans' || n)::uuid, $2, version_at($2, now()), 'added', 'a@b.example',
       $5, $6, 'Europe/Amsterdam', $5::timestamptz + n % 30 * interval '1 day' + interval '1 day', $5
     from generate_series(1, $4::int) n where n % 2 = 0`,
    [...values, make.now, partner.admin.userId],
  );
  await admin.query(
    `insert into customers (partner_id, engagement_id, tenant_id, name, search, known, criteria_met, association_id, location_id,
       time_zone, consent_due_at, requested_at, mail_state)
     select $1, $2, t.id, t.name, ' customer ' || md5('name' || n) || ' ' || t.id, n % 2 = 1, n % 10 <> 1, a.id, a.location_id,
       a.time_zone, a.consent_due_at, a.requested_at, case when n % 4 = 0 then 'delivered' when n % 40 = 2 then 'bounced' end
     from generate_series(1, $3::int) n join tenants t on t.id = md5('plans' || n)::uuid
     left join associations a on a.id = md5('round' || n)::uuid`,
    [partner.id, engagement.id, COUNT],
  );
  await admin.query(
    `insert into customer_counts (partner_id, engagement_id, location_id, tab, status, count)
     select partner_id, engagement_id, coalesce(location_id, '00000000-0000-0000-0000-000000000000'), tab, status, count(*)
     from customers group by 1, 2, 3, 4, 5`,
  );
  await admin.query(
    `insert into audit_log (chain, seq, at, actor_kind, actor_id, event, subject_id, data, prev_hash, hash)
     select $1, 1000 + n, $2::timestamptz - n * interval '1 minute', 'system', 'test', 'consent.reminded', md5('round' || (n - n % 2))::uuid,
       '{"kind":"answer","daysBefore":7,"daysLeft":7}', '', '' from generate_series(2, $3::int) n`,
    [partner.id, make.now, COUNT],
  );
  await admin.query("vacuum analyze");
  await admin.end();
}

/** What a view reads, by the plans that were really run. */
async function plansOf<Actor extends PartnerUser | Operator>(
  actor: Actor,
  view: (tx: Tx<Actor>) => Promise<unknown>,
): Promise<Plan[]> {
  await reading(
    { ...make.ctx(actor), db },
    async (tx) => {
      plans = [];
      const client = (tx.db as unknown as { $client: Client }).$client;
      client.removeAllListeners("notice");
      client.on("notice", ({ message = "" }) => {
        const told = JSON.parse(message.slice(message.indexOf("{"))) as {
          "Query Text": string;
          Plan: Node;
        };
        plans.push({ text: told["Query Text"], root: told.Plan });
      });
      await view(tx);
    },
    { planOnce: true },
  );
  return plans.filter(({ text }) => !/^(begin|select app_enter)/.test(text));
}

function nodesOf(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

/** A count that stops at a thousand may begin anywhere (quality: "1,000+"). */
const readBy = (node: Node) => node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0);

function faultsOf(plan: Plan, buffers: number): string[] {
  const nodes = nodesOf(plan.root).filter((node) => node["Actual Loops"] > 0);
  const scans = nodes
    .filter((node) => big.has(node["Relation Name"] ?? ""))
    .filter((node) => node["Node Type"] === "Seq Scan" && readBy(node) > 1_001)
    .map((node) => `${node["Node Type"]} of ${node["Relation Name"] ?? ""}`);
  const read = plan.root["Shared Hit Blocks"] + plan.root["Shared Read Blocks"];
  if (read > buffers) scans.push(`${read.toString()} buffers`);
  if (/\boffset\s+[1-9$]/i.test(plan.text)) scans.push("OFFSET");
  return scans;
}

const page = (search: Record<string, string>) => (tx: Tx<PartnerUser>) =>
  customersPage(tx, { slug: engagement.slug, search });
const last = "ffffffff-ffff-4fff-bfff-ffffffffffff";
const lists: [string, Record<string, string>][] = [
  ["the first page", {}],
  ["by name, backwards", { sort: "-name" }],
  ["by name", { sort: "name" }],
  ["by days, backwards", { sort: "-days" }],
  ["deep in the list", { after: writeCursor("customers days", "001774000000 ", last) }],
  ["deep by name", { sort: "name", after: writeCursor("customers name", "Customer 8", last) }],
  ["of a status", { status: "asked" }],
  ["of a status by days", { status: "asked", sort: "-days" }],
  ["not eligible", { tab: "ineligible" }],
  ["complete", { tab: "complete" }],
];

const customer = { id: "" };
const staffPages: [string, (tx: Tx<Operator>) => Promise<unknown>][] = [
  ["first page", programmeOverview],
  ["list of what waits", programmeWaiting],
  ["privacy page, with a hold (O25)", programmePrivacy],
  ["hold", (tx) => programmeHold(tx, { of: "tenant", key: customer.id })],
  ["tenants", (tx) => programmeTenants(tx, { search: {} })],
  ["tenants that are searched", (tx) => programmeTenants(tx, { search: { q: "0123456789" } })],
  ["tenant", (tx) => programmeTenant(tx, customer)],
  ["partners", (tx) => programmePartners(tx, { search: {} })],
  ["rounds of a partner", (tx) => partnerRounds(tx, { id: partner.id, search: {} })],
  ["queue", (tx) => programmeClaims(tx, { search: {} })],
  ["contacts", (tx) => programmeContacts(tx, { search: {} })],
  ["reports", (tx) => programmeReports(tx, { search: {} })],
  ["e-mails", (tx) => programmeMail(tx, { search: {} })],
  ["runs", (tx) => programmeRuns(tx, { search: {} })],
];

describe("the plans of the pages", () => {
  it.each(lists)("reads a list by one index alone: %s", async (_name, search) => {
    const found = await plansOf(partner.admin, page(search));
    // The head, with the locations to choose from (K4), and the list; on some tabs also what was left half done.
    expect([2, 3]).toContain(found.length);
    for (const plan of found) expect([plan.text, faultsOf(plan, 80)]).toEqual([plan.text, []]);
  });

  it.each(lists)("reads the list of a small location by its own order: %s", async (_, search) => {
    for (const plan of await plansOf(clerk, page(search)))
      expect([plan.text, faultsOf(plan, 128)]).toEqual([plan.text, []]);
  });

  it.each(["customer", "customer a", "a", "a b", "00", "zzz", "%", "custom zz", "0123456789"])(
    "searches %j by indexes alone, in each order",
    async (q) => {
      for (const actor of [partner.admin, clerk])
        for (const sort of ["name", "-name", "days", "-days"])
          for (const plan of await plansOf(actor, page({ q, sort })))
            expect([plan.text, faultsOf(plan, COUNT)]).toEqual([plan.text, []]);
    },
  );

  it.each(["", ...chances])(
    "reads opportunities by indexes alone, of customers that are %j (K2)",
    async (chance) => {
      for (const actor of [partner.admin, clerk])
        for (const q of ["", "customer", "0123456789"]) {
          const found = await plansOf(actor, async (tx) => {
            const { columns } = await opportunitiesView(tx, { search: { chance, q } });
            expect(columns).toHaveLength(1);
          });
          expect(found).toHaveLength(q === "" ? 2 : 3);
          for (const plan of found)
            expect([plan.text, faultsOf(plan, 2_000)]).toEqual([plan.text, []]);
        }
    },
  );

  it("reads one customer, and what happened with it, by indexes alone (K1)", async () => {
    const [one] = await make.sql<{ id: string }>("select md5('plans200')::uuid as id");
    for (const actor of [partner.admin, clerk]) {
      const found = await plansOf(actor, async (tx) => {
        const { timeline } = await customerView(tx, { tenantId: one!.id, search: {} });
        expect(timeline).toHaveLength(2);
      });
      expect(found.length).toBeGreaterThan(1);
      for (const plan of found) expect([plan.text, faultsOf(plan, 400)]).toEqual([plan.text, []]);
    }
  });

  it.each(["customer", "zzz", "0123456789"])(
    "finds %j everywhere by indexes alone (K5)",
    async (q) => {
      for (const actor of [partner.admin, clerk])
        for (const plan of await plansOf(actor, (tx) => searchView(tx, { q, locale: "en" })))
          expect([plan.text, faultsOf(plan, COUNT)]).toEqual([plan.text, []]);
    },
  );

  it("reads the overview, and what needs attention, by indexes alone", async () => {
    for (const area of ["", "attention"])
      for (const plan of await plansOf(partner.admin, (tx) =>
        engagementsOverview(tx, { search: { area } }),
      ))
        expect([plan.text, faultsOf(plan, 2_000)]).toEqual([plan.text, []]);
  });

  it.each(staffPages)("reads the programme's %s by indexes alone", async (_, view) => {
    for (const plan of await plansOf(staff, view))
      expect([plan.text, faultsOf(plan, 2_000)]).toEqual([plan.text, []]);
  });

  it("would notice a page without its index", async () => {
    await make.sql("drop index customers_work_first");
    const [, list] = await plansOf(partner.admin, page({}));
    await make.sql(
      "create index customers_work_first on customers (partner_id, engagement_id, tab, work_first, tenant_id)",
    );
    expect(list && faultsOf(list, 64)).not.toEqual([]);
  });
});
