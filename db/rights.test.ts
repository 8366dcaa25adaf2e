import { operatorRoles } from "@/db/schema";
import type { Actor } from "@/lib/ctx";
import { decideEnrolment } from "@/lib/partners/enrolment/decide-enrolment";
import { ask } from "@/testing/asked";
import { attacker } from "@/testing/attacker";
import { submitted, type Consented } from "@/testing/claims";
import { fixture } from "@/testing/fixture";
import { givePayee } from "@/testing/places";
import { reported } from "@/testing/reported";

/** What each kind of actor sees of a database in which another partner has everything, too: tried, table by table. */
const them = attacker(() => f);
const f = fixture();
const actors = new Map<string, Actor | "nobody">([["nobody", "nobody"]]);
let tables: string[];
let claim: Consented;

beforeAll(async () => {
  const company = await f.partner({ locations: [{}, {}] });
  const asked = await ask(f, { company });
  claim = await submitted(f, { company });
  await givePayee(f, company, { version: 1 });
  const decision = { decision: "ask", seen: "enrolled", reason: "More" } as const;
  await decideEnrolment(f.ctx(await f.operator()), { location: company.location.id, ...decision });
  await submitted(f);
  await reported(f, asked);
  await f.sql(
    `insert into contact_bans (partner_id, tenant_id, contact_email, report_id, request_id, reason, banned_at, banned_by)
     select r.partner_id, a.tenant_id, r.contact_email, p.id, r.id, 'x', now(), $1 from consent_reports p
     join consent_requests r on r.partner_id = p.partner_id and r.id = p.request_id
     join associations a on a.partner_id = r.partner_id and a.id = r.association_id`,
    [(await f.operator()).userId],
  );
  await f.sql(
    `insert into role_requests (partner_id, user_id, role, location_id, words, asked_at) values ($1, $2, 'incentives_user', $3, 'x', now())`,
    [company.id, company.admin.userId, company.location.id],
  );
  await f.sql(
    `insert into invitations (partner_id, email, language, roles, created_at, created_by, sent_at, expires_at)
     values ($1, 'new@mail.example', 'en', jsonb_build_array(jsonb_build_object('role', 'incentives_user', 'locationId', $2::text)), now(), $3, now(), now())`,
    [company.id, company.location.id, company.admin.userId],
  );
  for (const user of [null, company.admin.userId])
    await f.sql(
      `insert into saved_views (partner_id, user_id, path, query, name, is_default, pinned, saved_at, saved_by)
       values ($1, $2, '/claims', 'status=to_do', 'x', false, false, now(), $3)`,
      [company.id, user, company.admin.userId],
    );
  actors.set("visitor", asked.visitor);
  actors.set("member", await f.user(company));
  const elsewhere = [{ role: "incentives_user" as const, locationId: company.locations[1]!.id }];
  actors.set("elsewhere", await f.user(company, { grants: elsewhere }));
  actors.set("partner", company.admin);
  for (const role of operatorRoles) actors.set(role, await f.operator({ roles: [role] }));
  await them.connect();
  tables = (
    await f.sql<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1",
    )
  ).map(({ name }) => name);
});

async function seenBy(actor: string): Promise<string[]> {
  await them.begin(actors.get(actor)!);
  const seen: string[] = [];
  for (const table of tables) {
    const found = await them.tries(`select from ${table} limit 1`);
    if (typeof found === "number" && found > 0) seen.push(table);
  }
  return seen;
}

const words = [
  "engagement_types",
  "market_bands",
  "metrics",
  "partner_roles",
  "proof_kinds",
  "qualifications",
  "review_reasons",
  "solution_areas",
];
const everybody = ["installation", "programme"];
const known = [
  ...everybody,
  ...words,
  "engagements",
  "engagement_versions",
  "tenant_domains",
  "tenant_eligibility",
  "tenants",
];
const people = ["locations", "memberships", "partners", "users"];
const asking = ["associations", "claim_moves", "consent_links", "consent_requests"];
const company = [
  ...[...known, ...people, ...asking],
  ...[
    "audit_log",
    "claim_counts",
    "claim_documents",
    "claim_lines",
    "consent_decisions",
    "customer_counts",
  ],
  ...[
    "enrolment_moves",
    "payee_profiles",
    "consent_reports",
    "contact_bans",
    "contact_releases",
    "invitations",
    "role_requests",
  ],
  ...[
    "customers",
    "emails",
    "known_customers",
    "role_grants",
    "round_days",
    "saved_views",
    "workshop_claims",
  ],
];

test.each<[string, string[]]>([
  ["nobody", everybody],
  ["visitor", [...known, ...people, ...asking, "consent_reports"]],
  ["member", [...everybody, ...people, "role_grants"]],
  [
    "elsewhere",
    [
      ...known,
      ...people,
      "claim_moves",
      "enrolment_moves",
      "invitations",
      "known_customers",
      "payee_profiles",
      "role_grants",
      "saved_views",
    ],
  ],
  ["partner", company],
  ...operatorRoles.map((role): [string, string[]] => [
    role,
    [...company.filter((table) => table !== "saved_views"), "operator_grants"],
  ]),
])("%s sees these tables, and no other", async (actor, expected) => {
  expect(await seenBy(actor)).toEqual([...expected].sort());
});

test("a visitor sees one round, one request and one location, a partner no other partner's row", async () => {
  const count = async (table: string) => them.tries(`select from ${table}`);
  await them.begin(actors.get("visitor")!);
  for (const table of ["associations", "consent_requests", "locations", "partners"])
    expect([table, await count(table)]).toEqual([table, 1]);
  await them.begin(actors.get("partner")!);
  for (const table of await seenBy("partner")) {
    const others = await them.tries(
      `select from ${table} t where to_jsonb(t) ->> 'partner_id' <> $1 or to_jsonb(t) ->> 'chain' <> $1`,
      [claim.company.id],
    );
    expect([table, others]).toEqual([
      table,
      table === "emails" ? "permission denied" : others === "permission denied" ? others : 0,
    ]);
  }
});

test("functions of the owner answer nobody who has proven nothing", async () => {
  const { company: ours, association, engagement, tenant } = claim;
  const client = await them.begin("nobody");
  for (const [call, ...values] of [
    ["notice_people($1, '', array[$2]::uuid[])", ours.id, ours.admin.userId],
    ["notice_staff()"],
    ["notice_admins($1, $2)", ours.id, ours.location.id],
    ["notice_stand_ins($1, $2)", ours.id, ours.location.id],
    ["audit_faults()"],
    ["nullif(claim_is_open($1, $2), false)", ours.id, claim.claim.id],
    ["nullif(claim_survey_answered($1, $2, 'partner'), false)", ours.id, claim.claim.id],
    ["taken_by_others(gen_random_uuid(), $1, $2, now())", engagement.id, tenant.id],
    ["free_consent_slot($1, $2)", engagement.id, tenant.id],
    ["contact_standing($1, $2)", ours.id, association.id],
    ["other_request_open($1, array[$2]::uuid[], now())", tenant.id, engagement.id],
    ["claim_reviewer($1, $2)", ours.id, claim.claim.id],
    ["under_way($1, now())", tenant.id],
  ] as [string, ...unknown[]][]) {
    const { rows } = await client.query<Record<string, unknown>>(`select * from ${call} x`, values);
    const told = rows.flatMap((row) => Object.values(row)).filter((value) => value !== null);
    expect([call, told]).toEqual([call, []]);
  }
  expect((await client.query("select * from audit_chains()")).rows).toEqual([
    { chains: "0", links: "0" },
  ]);
});
