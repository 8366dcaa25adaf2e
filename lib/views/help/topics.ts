/** Who a topic is written for. `everyone` and `customer` are read without signing in, `staff` by the programme's staff alone. */
export type Audience = "partner" | "staff" | "customer" | "everyone";

type Topic = { audience: Audience; pages: readonly string[] };

const at = (base: string, ...below: string[]) => below.map((one) => base + one);
const ours = (...pages: string[]): Topic => ({ audience: "partner", pages });
const staffs = (...pages: string[]): Topic => ({ audience: "staff", pages });
const round = "/engagements/[slug]/rounds/[roundId]";
const catalogue = "/programme/catalogue";
const offered = `${catalogue}/[slug]`;
const partner = "/programme/partners/[partnerId]";

/** K9: what help there is, for whom, and of which pages, by their routes; its words stand in `messages/…/help.json`. */
export const topics = {
  engagements: ours("/engagements"),
  engagement: ours(...at("/engagements/[slug]", "", "/eligibility")),
  customers: ours("/engagements/[slug]/customers", round),
  eligibility: ours("/engagements/[slug]/customers/[tenantId]/eligibility"),
  "add-customer": ours("/engagements/[slug]/customers/add/[[...step]]"),
  "claim-customer": ours("/engagements/[slug]/customers/[tenantId]/claim/[[...step]]"),
  "ask-consent": ours(`${round}/consent/[[...step]]`),
  "end-round": ours(`${round}/end`),
  history: ours("/engagements/[slug]/history"),
  customer: ours("/customers/[tenantId]"),
  opportunities: ours("/opportunities"),
  runs: ours(...at("/runs", "", "/new", "/[runNumber]")),
  attention: ours("/attention"),
  claims: ours("/claims"),
  claim: ours(...at("/claims/[claimNumber]", "", "/edit/[part]")),
  surveys: ours(
    ...at(
      "/claims/[claimNumber]",
      "/customer-survey",
      "/partner-survey",
      "/partner-survey/colleague",
    ),
  ),
  "submit-claim": ours("/claims/[claimNumber]/submit"),
  "rejected-claim": ours(...at("/claims/[claimNumber]", "/dispute", "/renew", "/cancel")),
  payments: ours("/payments"),
  insight: ours(...at("/insight", "", "/rounds")),
  locations: ours(...at("/settings/locations", "", "/[locationId]", "/[locationId]/payee")),
  people: ours(...at("/settings/people", "", "/invite", "/[personId]", "/sign-in")),

  "signing-in": {
    audience: "everyone",
    pages: [
      "/",
      "/sign-in",
      "/sign-in/sent",
      "/sign-in/confirm",
      "/no-access",
      "/switched",
      "/invitation/[token]",
    ],
  },
  security: {
    audience: "everyone",
    pages: ["/settings/security", "/settings/security/set-up", "/sign-in/factor"],
  },
  account: { audience: "everyone", pages: at("/settings", "", "/profile", "/sessions") },
  notices: { audience: "everyone", pages: ["/settings/notices", "/digest/[token]"] },
  finding: {
    audience: "everyone",
    pages: ["/search", "/views", ...at("/help", "", "/[topic]", "/glossary", "/reasons")],
  },
  mailbox: { audience: "everyone", pages: ["/mailbox", "/mailbox/[emailId]"] },

  programme: staffs("/programme"),
  "programme-insight": staffs(...at("/programme/insight", "", "/rounds")),
  review: staffs(...at("/programme/claims", "", "/[claimNumber]")),
  "payment-runs": staffs(
    "/programme/claims/pay",
    ...at("/programme/payments", "", "/[runId]", "/[runId]/results/[paymentId]"),
  ),
  contacts: staffs(...at("/programme/contacts", "", "/[releaseId]")),
  reports: staffs(
    ...at("/programme/reports", "", "/[reportId]", "/[reportId]/lift", "/[reportId]/stop"),
  ),
  undelivered: staffs("/programme/mail"),
  health: staffs("/programme/health"),
  catalogue: staffs(catalogue, `${catalogue}/new`, ...at(offered, "", "/listing")),
  versions: staffs(...at(offered, "/edit/[part]", "/publish", "/withdraw")),
  rates: staffs(`${offered}/rates`),
  "catalogue-file": staffs(...at(`${catalogue}/file`, "", "/[fileId]")),
  words: staffs(
    ...at("/programme/[words]", "", "/new", "/[key]", "/[key]/remove"),
    "/programme/templates",
  ),
  tenants: staffs(
    ...at(
      "/programme/tenants",
      "",
      "/new",
      ...at("/[tenantId]", "", "/edit", "/domains", "/bar", "/merge"),
    ),
  ),
  partners: staffs(
    "/programme/partners",
    "/programme/partners/new",
    ...at(partner, "", "/edit", "/suspend"),
    ...at(`${partner}/locations`, "/new", "/[locationId]", "/[locationId]/edit"),
  ),
  enrolments: staffs(...at("/programme/enrolments", "", "/[locationId]")),
  "partner-rounds": staffs(...at(`${partner}/rounds`, "", "/[roundId]/extend", "/[roundId]/stop")),
  "staff-people": staffs(
    ...at("/programme/operators", "", "/invite", "/[operatorId]"),
    ...at(`${partner}/people`, "", "/invite", "/[personId]", "/sign-in"),
  ),
  "programme-runs": staffs(...at("/programme/runs", "", "/[runId]")),
  imports: staffs(...at("/programme/imports", "", "/new", "/[importId]")),
  "personal-data": staffs(...at("/programme/privacy", "", "/[requestId]", "/holds/[of]/[key]")),
  "programme-settings": staffs("/programme/settings"),

  "being-asked": {
    audience: "customer",
    pages: ["/consent/[token]", "/consent/[token]/code", "/check", "/privacy", "/help/customer"],
  },
  "after-your-answer": {
    audience: "customer",
    pages: ["/consent/[token]/receipt", "/consent/[token]/withdraw"],
  },
  "not-expected": {
    audience: "customer",
    pages: ["/consent/[token]/not-me", "/consent/[token]/report", "/reminders-off/[token]"],
  },
  "your-survey": { audience: "customer", pages: ["/survey/[token]"] },
} as const satisfies Record<string, Topic>;

export type TopicId = keyof typeof topics;
export const topicIds = Object.keys(topics) as TopicId[];

/** True for the name of a topic; anything may be asked. */
export function isTopic(name: string): name is TopicId {
  return Object.hasOwn(topics, name);
}

/** A part of an address that stands as it is comes before one that can be anything. */
const order = (route: string) => route.replaceAll("[", "~");
const routes = topicIds
  .flatMap((topic) => topics[topic].pages.map((route) => ({ topic, route })))
  .sort((a, b) => (order(a.route) < order(b.route) ? -1 : 1))
  .map(({ topic, route }) => ({ topic, is: new RegExp(`^${patternOf(route)}$`) }));

function patternOf(route: string): string {
  return route.replace(/\/\[\[[^\]]+\]\]/g, "(?:/.*)?").replace(/\[[^\]]+\]/g, "[^/]+");
}

/** The topic of the page at this path; null where there is no such page. */
export function topicAt(path: string): TopicId | null {
  return routes.find(({ is }) => is.test(path))?.topic ?? null;
}
