import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { reading, type Tx } from "@/lib/ctx";
import { fixture, type Company, type Engagement } from "@/testing/fixture";
import { tries } from "@/testing/tries";
import { attentionPage } from "./attention";
import { claimsList } from "./claim/list";
import { customerView } from "./customer";
import { customersPage } from "./customers-page";
import { historyPage } from "./history";
import { programmeInsightRows } from "./insight-rows";
import { mailbox } from "./mailbox";
import { opportunitiesView } from "./opportunities";
import { peopleView } from "./people";
import { STAFF } from "./people-addresses";
import { programmeClaims } from "./programme/claims";
import { programmeContacts } from "./programme/contacts";
import { programmeEnrolments } from "./programme/enrolments";
import { programmeImports } from "./programme/imports";
import { programmeMail } from "./programme/mail";
import { partnerPayments } from "./payments";
import { paymentRun } from "./programme/payment-run";
import { paymentRuns } from "./programme/payment-runs";
import { programmePartners } from "./programme/partners";
import { programmeReports } from "./programme/reports";
import { partnerRounds } from "./programme/rounds";
import { programmeTenants } from "./programme/tenants";
import { partnerRuns, programmeRuns } from "./runs";

/** Addresses of lists that nobody here wrote: each shows the first page, or what of it is understood. */
const make = fixture();
type Search = Record<string, string | string[] | undefined>;

let partner: Company;
let engagement: Engagement;
/** A customer with a round. */
let met: string;

beforeAll(async () => {
  partner = await make.partner();
  engagement = await make.engagement();
  for (let n = 0; n < 3; n++) {
    const tenant = await make.tenant();
    met = tenant.id;
    await make.association(partner, tenant, engagement);
  }
});

const one = (value: string | string[] | undefined) =>
  typeof value === "string" ? value : undefined;
const asPartner = <V>(search: Search, view: (tx: Tx, search: Search) => Promise<V>) =>
  reading(make.ctx(partner.admin), (tx) => view(tx, search));
const asOperator = async <V>(search: Search, view: (tx: Tx, search: Search) => Promise<V>) =>
  reading(make.ctx(await operator()), (tx) => view(tx, search));
let known: ReturnType<typeof make.operator> | undefined;
const operator = () => (known ??= make.operator());

let opened: Promise<string> | undefined;
const run = () =>
  (opened ??= make
    .sql<{ id: string }>(
      `insert into payment_runs (number, currency, opened_at, opened_by, changed_at, changed_by)
       select 1, p.currency, now(), u.id, now(), u.id from programme p, users u limit 1 returning id`,
    )
    .then(([row]) => row!.id));

const lists: Record<string, (search: Search) => Promise<unknown>> = {
  customers: (search) =>
    asPartner(search, (tx) => customersPage(tx, { slug: engagement.slug, search })),
  history: (search) =>
    asPartner(search, (tx) => historyPage(tx, { slug: engagement.slug, search })),
  customer: (search) => asPartner(search, (tx) => customerView(tx, { tenantId: met, search })),
  opportunities: (search) => asPartner(search, (tx) => opportunitiesView(tx, { search })),
  attention: (search) => asPartner(search, (tx) => attentionPage(tx, { search })),
  runs: (search) => asPartner(search, (tx) => partnerRuns(tx, { search })),
  "programme runs": (search) => asOperator(search, (tx) => programmeRuns(tx, { search })),
  claims: (search) => asPartner(search, (tx) => claimsList(tx, { search })),
  queue: (search) => asOperator(search, (tx) => programmeClaims(tx, { search })),
  mail: (search) => asOperator(search, (tx) => programmeMail(tx, { search })),
  reports: (search) => asOperator(search, (tx) => programmeReports(tx, { search })),
  tenants: (search) => asOperator(search, (tx) => programmeTenants(tx, { search })),
  imports: (search) => asOperator(search, (tx) => programmeImports(tx, { search })),
  contacts: (search) => asOperator(search, (tx) => programmeContacts(tx, { search })),
  partners: (search) => asOperator(search, (tx) => programmePartners(tx, { search })),
  "payment runs": (search) => asOperator(search, (tx) => paymentRuns(tx, { search })),
  "a payment run": (search) =>
    asOperator(search, async (tx) => paymentRun(tx, { id: await run(), search })),
  payments: (search) => asPartner(search, (tx) => partnerPayments(tx, { search })),
  rounds: (search) => asOperator(search, (tx) => partnerRounds(tx, { id: partner.id, search })),
  enrolments: (search) => asOperator(search, (tx) => programmeEnrolments(tx, { search })),
  people: (search) => asPartner(search, (tx) => peopleView(tx, { search })),
  operators: (search) => asOperator(search, (tx) => peopleView(tx, { at: STAFF, search })),
  "rounds behind a figure": (search) =>
    asOperator(search, (tx) =>
      programmeInsightRows(tx, { search: { ...search, plot: "funnel", part: "" } }),
    ),
  mailbox: (search) =>
    reading(make.system(), (tx) => mailbox(tx, { q: one(search.q), after: one(search.after) })),
};

const id = "ffffffff-ffff-4fff-bfff-ffffffffffff";
const bare = id.replaceAll("f", "-");
const instants = ["2026-13-45T99:99:99Z", "2026-03-10T..:..Z", "0000-00-00T00:00:00.000Z"];
const broken = [
  "",
  "~",
  "\0",
  `${id}~\0`,
  `${bare}~name`,
  ...instants.map((at) => `${id}~${at}`),
  "1234567~2026-13-45 99:99:99+00",
  "1234567~0000-01-01 00:00:00+00",
  "9999999~999999999999999",
  `999999999999999~${id}`,
  `8640000000000001~${bare}`,
  "x".repeat(90),
  "é\uD800",
];
const values = fc.oneof(
  fc.constantFrom(...broken),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ maxLength: 900 }),
  fc.json().map((text) => Buffer.from(text).toString("base64url")),
  fc
    .tuple(
      fc.constantFrom(1, 2),
      fc.constantFrom("customers name", "claims due", "history ended", "queue -age"),
      fc.oneof(fc.integer(), fc.double(), fc.string({ unit: "binary" }), fc.constant(null)),
      fc.oneof(fc.integer(), fc.constantFrom(id, bare, "\0"), fc.constant({})),
    )
    .map((cursor) => Buffer.from(JSON.stringify(cursor)).toString("base64url")),
);
const searches = fc.record(
  {
    after: fc.oneof(values, fc.array(values, { maxLength: 2 })),
    q: values,
    sort: fc.constantFrom(
      "name",
      "-name",
      "made",
      "-asked",
      "-at",
      "-number",
      "-days",
      "due",
      "-due",
      "number",
      "age",
      "-deadline",
      "\0",
    ),
    tab: fc.constantFrom("eligible", "ineligible", "\0"),
    status: fc.constantFrom("asked", "all", "approved", "done", "\0"),
    kind: fc.constantFrom("not_sent", "consent_ends", "tenants", "claim", "delivery", "\0"),
    location: values,
    engagement: values,
    partner: values,
    due: fc.constantFrom("7", "\0"),
    state: fc.constantFrom("bounced", "done", "paid", "active", "\0"),
    list: fc.constantFrom("all", "\0"),
    show: fc.constantFrom("open", "\0"),
  },
  { requiredKeys: ["after"] },
);

test("each list that goes on to a next page is among them", () => {
  const folder = path.join(process.cwd(), "components");
  const going = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (file) =>
      file.endsWith(".tsx") &&
      file !== "ui/list-frame.tsx" &&
      /<(?:Pagination|ListFrame)\b/.test(readFileSync(path.join(folder, file), "utf8")),
  );
  // People and operators are one component.
  expect(going).toHaveLength(Object.keys(lists).length - 1);
});

describe.each(Object.keys(lists))("the list of %s", (name) => {
  const show = lists[name] ?? (() => Promise.reject(new RangeError(name)));

  it.each(broken)("begins anew with %j behind `after`", async (after) => {
    for (const sort of ["days", "due", "deadline", "name"])
      await expect(show({ after, sort, kind: "not_sent" })).resolves.toBeDefined();
  });

  it("shows something for every address", async () => {
    await fc.assert(
      fc.asyncProperty(searches, async (search) => {
        await expect(show(search)).resolves.toBeDefined();
      }),
      { numRuns: tries("ADDRESSES", { ci: 12, whole: 500 }) },
    );
  }, 60_000);
});
