import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, request, test, type APIRequestContext } from "@playwright/test";
import { z } from "zod";
import { sql } from "./world";

/**
 * Nobody where they don't belong: every route of the build, for every role, on things that are
 * one's own, another location's, another partner's and absent. A route that this table does not
 * name fails the test.
 */
const personas = ["admin", "user", "colleague", "competitor", "operator", "reviewer"] as const;
type Persona = (typeof personas)[number];
type Outcome = "shown" | "not found" | "no access" | "sign in" | "elsewhere";

const base = process.env.E2E_URL ?? "";
const contexts = new Map<Persona | "nobody", APIRequestContext>();
let subjects: Record<string, string>;

/** The address of a document, still there, of some claim that was sent in. */
function documentOf(whose: string): string {
  return `(select w.number || '/documents/' || d.id from claim_documents d
    join workshop_claims w on w.id = d.claim_id
    where d.removed_at is null and w.status not in ('editing', 'action_required') and ${whose}
    order by w.number limit 1)`;
}

test.beforeAll(async () => {
  contexts.set("nobody", await request.newContext({ baseURL: base }));
  for (const persona of personas) {
    const context = await request.newContext({
      baseURL: base,
      extraHTTPHeaders: { origin: new URL(base).origin },
    });
    const page = await context.get("/sign-in");
    const action =
      /<form[^>]+action="([^"]*demo[^"]*)"/.exec(await page.text())?.[1] ??
      "/api/auth/callback/demo";
    await context.post(action, { form: { persona, callbackUrl: "/" }, maxRedirects: 0 });
    contexts.set(persona, context);
  }
  const [found] = await sql<Record<string, string>>(`
    with ours as (select id from partners where name = 'Noordzee Cloud'),
      theirs as (select id from partners where name = 'Fjordline IT'),
      workshop as (select id from engagements where slug = 'collaborative-apps'),
      users_place as (select g.location_id as id from role_grants g join users u on u.id = g.user_id where u.email like 'lucas.moreau@%' limit 1)
    select
      (select c.association_id from customers c where c.partner_id = (select id from ours) and c.engagement_id = (select id from workshop)
        and c.status in ('asked', 'to_ask') and c.location_id = (select id from users_place) limit 1) as "ownAssociation",
      (select a.id from associations a where a.partner_id = (select id from ours) and a.ended_at is null and a.consented_at is null
        and a.location_id <> (select id from users_place) order by a.id limit 1) as "otherPlacesAssociation",
      (select e.slug from associations a join engagements e on e.id = a.engagement_id where a.partner_id = (select id from ours) and a.ended_at is null
        and a.consented_at is null and a.location_id <> (select id from users_place) order by a.id limit 1) as "otherPlacesSlug",
      (select a.id from associations a where a.partner_id = (select id from theirs) and a.ended_at is null order by a.id limit 1) as "theirAssociation",
      (select e.slug from associations a join engagements e on e.id = a.engagement_id where a.partner_id = (select id from theirs) and a.ended_at is null order by a.id limit 1) as "theirSlug",
      (select c.tenant_id from customers c where c.partner_id = (select id from ours) and c.engagement_id = (select id from workshop) and c.status = 'known' limit 1) as "ownTenant",
      (select c.tenant_id from customers c where c.partner_id = (select id from theirs) and c.engagement_id = (select id from workshop)
        and c.status = 'known' and not exists (select from customers o
        where o.tenant_id = c.tenant_id and o.partner_id = (select id from ours)) limit 1) as "theirTenant",
      (select w.number::text from workshop_claims w join associations a on a.id = w.association_id where w.partner_id = (select id from ours)
        and a.location_id = (select id from users_place) limit 1) as "ownClaim",
      (select w.number::text from workshop_claims w join associations a on a.id = w.association_id where w.partner_id = (select id from ours)
        and a.location_id <> (select id from users_place) limit 1) as "otherPlacesClaim",
      (select w.number::text from workshop_claims w where w.partner_id = (select id from theirs) limit 1) as "theirClaim",
      ${documentOf("w.partner_id = (select id from ours) and w.location_id = (select id from users_place)")} as "ownDocument",
      ${documentOf("w.partner_id = (select id from ours) and w.location_id <> (select id from users_place)")} as "otherPlacesDocument",
      ${documentOf("w.partner_id = (select id from theirs)")} as "theirDocument"`);
  subjects = { ...found, absent: randomUUID() };
  expect(Object.entries(subjects).filter(([, value]) => !value)).toEqual([]);
});

test.afterAll(async () => {
  await Promise.all([...contexts.values()].map((context) => context.dispose()));
});

/** For nobody and each persona, at once. */
function everybody(look: (who: Persona | "nobody") => Promise<void>): Promise<unknown> {
  return Promise.all((["nobody", ...personas] as const).map(look));
}

async function outcome(who: Persona | "nobody", path: string): Promise<Outcome> {
  const context = contexts.get(who)!;
  let answer = await context.get(path, { maxRedirects: 0 });
  let to = answer.headers().location ?? "";
  // A wizard's first screen begins a draft and comes back to itself.
  if (new URL(to, base).pathname === path && to !== path) {
    answer = await context.get(to, { maxRedirects: 0 });
    to = answer.headers().location ?? "";
  }
  expect([path, answer.status() < 500]).toEqual([path, true]);
  if (to.includes("/sign-in")) return "sign in";
  if (to.includes("/no-access")) return "no access";
  if (answer.status() >= 300 && answer.status() < 400) return "elsewhere";
  if (answer.status() === 404) return "not found";
  const text = await answer.text();
  const strangers =
    who === "competitor"
      ? ["Noordzee"]
      : who === "operator" || who === "reviewer"
        ? []
        : ["Fjordline", "Atelier Saône"];
  for (const name of strangers)
    expect([path, who, text.includes(name)]).toEqual([path, who, false]);
  return "shown";
}

/** Pages of partners: what each persona gets to see of things that are whose. */
const partners: Record<Persona | "nobody", Outcome> = {
  nobody: "sign in",
  admin: "shown",
  user: "shown",
  colleague: "no access",
  competitor: "shown",
  operator: "no access",
  reviewer: "no access",
};
const operators: Record<Persona | "nobody", Outcome> = {
  nobody: "sign in",
  admin: "no access",
  user: "no access",
  colleague: "no access",
  competitor: "no access",
  operator: "shown",
  reviewer: "shown",
};
const nowhere = { ...operators, operator: "not found", reviewer: "not found" } as const;
const hidden = {
  ...partners,
  admin: "not found",
  user: "not found",
  competitor: "not found",
} as const;

type Row = {
  address: (s: Record<string, string>) => string;
  expected: Record<Persona | "nobody", Outcome>;
};
const workshop = "/engagements/collaborative-apps";

/** The pages of a claim's acts: for whoever sees the claim, whatever can be done with it now. */
function claimPages(...pages: string[]): Record<string, Row[]> {
  const rows = (page: string): Row[] => {
    const at = (number: string | undefined) =>
      `/claims/${number}/${page.replace("[part]", "invoice")}`;
    return [
      { address: (s) => at(s.ownClaim), expected: { ...partners, competitor: "not found" } },
      {
        address: (s) => at(s.otherPlacesClaim),
        expected: { ...partners, user: "not found", competitor: "not found" },
      },
      { address: (s) => at(s.theirClaim), expected: { ...hidden, competitor: "shown" } },
      { address: () => at("1"), expected: hidden },
    ];
  };
  return Object.fromEntries(pages.map((page) => [`/claims/[claimNumber]/${page}`, rows(page)]));
}

/** Each page of the console, with every kind of thing that its address can name. */
const table: Record<string, Row[]> = {
  "/engagements": [{ address: () => "/engagements", expected: partners }],
  "/engagements/[slug]": [
    { address: () => workshop, expected: partners },
    { address: () => "/engagements/absent", expected: hidden },
  ],
  "/engagements/[slug]/eligibility": [
    { address: () => `${workshop}/eligibility`, expected: partners },
  ],
  "/engagements/[slug]/history": [{ address: () => `${workshop}/history`, expected: partners }],
  "/engagements/[slug]/customers": [
    { address: () => `${workshop}/customers`, expected: partners },
    { address: () => `${workshop}/customers?tab=ineligible`, expected: partners },
    { address: () => `${workshop}/customers?tab=complete`, expected: partners },
  ],
  "/engagements/[slug]/customers/add": [
    { address: () => `${workshop}/customers/add`, expected: partners },
  ],
  "/engagements/[slug]/customers/[id]/eligibility": [
    {
      address: (s) => `${workshop}/customers/${s.theirTenant}/eligibility`,
      expected: { ...hidden, competitor: "shown" },
    },
    { address: (s) => `${workshop}/customers/${s.absent}/eligibility`, expected: hidden },
  ],
  "/engagements/[slug]/customers/[id]/claim": [
    {
      address: (s) => `${workshop}/customers/${s.theirTenant}/claim`,
      expected: { ...hidden, competitor: "shown" },
    },
    { address: (s) => `${workshop}/customers/${s.absent}/claim`, expected: hidden },
  ],
  "/engagements/[slug]/customers/[id]/consent": [
    {
      address: (s) => `${workshop}/customers/${s.ownAssociation}/consent`,
      expected: { ...partners, competitor: "not found" },
    },
    {
      address: (s) =>
        `/engagements/${s.otherPlacesSlug}/customers/${s.otherPlacesAssociation}/consent`,
      expected: { ...partners, user: "not found", competitor: "not found" },
    },
    {
      address: (s) => `/engagements/${s.theirSlug}/customers/${s.theirAssociation}/consent`,
      expected: { ...hidden, competitor: "shown" },
    },
    { address: (s) => `${workshop}/customers/${s.absent}/consent`, expected: hidden },
  ],
  "/attention": [
    { address: () => "/attention", expected: partners },
    { address: () => "/attention?kind=claims", expected: partners },
  ],
  "/claims": [
    { address: () => "/claims", expected: partners },
    { address: (s) => `/claims?q=${s.theirClaim}`, expected: partners },
  ],
  "/claims/export.csv": [
    { address: () => "/claims/export.csv", expected: partners },
    { address: (s) => `/claims/export.csv?q=${s.theirClaim}`, expected: partners },
  ],
  "/claims/[claimNumber]": [
    { address: (s) => `/claims/${s.ownClaim}`, expected: { ...partners, competitor: "not found" } },
    {
      address: (s) => `/claims/${s.otherPlacesClaim}`,
      expected: { ...partners, user: "not found", competitor: "not found" },
    },
    { address: (s) => `/claims/${s.theirClaim}`, expected: { ...hidden, competitor: "shown" } },
    { address: () => "/claims/1", expected: hidden },
  ],
  ...Object.fromEntries(
    ["", "/view"].map((as): [string, Row[]] => [
      `/claims/[claimNumber]/documents/[documentId]${as}`,
      [
        {
          address: (s) => `/claims/${s.ownDocument}${as}`,
          expected: { ...partners, competitor: "not found", operator: "shown", reviewer: "shown" },
        },
        {
          address: (s) => `/claims/${s.otherPlacesDocument}${as}`,
          expected: {
            ...partners,
            user: "not found",
            competitor: "not found",
            operator: "shown",
            reviewer: "shown",
          },
        },
        {
          address: (s) => `/claims/${s.theirDocument}${as}`,
          // The reviewer belongs to this company, and sees nothing of its claims.
          expected: { ...hidden, competitor: "shown", operator: "shown", reviewer: "not found" },
        },
        {
          address: (s) => `/claims/${s.ownClaim}/documents/${s.absent}${as}`,
          expected: { ...hidden, operator: "not found", reviewer: "not found" },
        },
        {
          address: (s) => `/claims/${s.theirClaim}/documents/${s.ownDocument?.split("/")[2]}${as}`,
          expected: { ...hidden, operator: "not found", reviewer: "not found" },
        },
      ],
    ]),
  ),
  ...Object.fromEntries(
    ["", "/colleague"].map((page) => [
      `/claims/[claimNumber]/partner-survey${page}`,
      [
        {
          address: (s) => `/claims/${s.ownClaim}/partner-survey${page}`,
          expected: { ...partners, competitor: "not found" },
        },
        {
          address: (s) => `/claims/${s.otherPlacesClaim}/partner-survey${page}`,
          expected: { ...partners, user: "not found", competitor: "not found" },
        },
        {
          address: (s) => `/claims/${s.theirClaim}/partner-survey${page}`,
          expected: { ...hidden, competitor: "shown" },
        },
        { address: () => `/claims/1/partner-survey${page}`, expected: hidden },
      ] satisfies Row[],
    ]),
  ),
  ...claimPages("submit", "cancel", "dispute", "renew", "edit/[part]"),
  "/programme": [{ address: () => "/programme", expected: operators }],
  "/programme/claims": [
    { address: () => "/programme/claims", expected: operators },
    { address: () => "/programme/claims?status=all&q=a&sort=-age", expected: operators },
  ],
  "/programme/claims/[claimNumber]": [
    { address: (s) => `/programme/claims/${s.ownClaim}`, expected: operators },
    { address: (s) => `/programme/claims/${s.theirClaim}?do=approve`, expected: operators },
    { address: () => "/programme/claims/1000000", expected: nowhere },
    { address: () => "/programme/claims/absent", expected: nowhere },
  ],
  "/programme/claims/payments.csv": [
    { address: () => "/programme/claims/payments.csv", expected: operators },
  ],
  "/programme/catalogue": [{ address: () => "/programme/catalogue", expected: operators }],
  "/programme/catalogue/[slug]": [
    { address: () => "/programme/catalogue/collaborative-apps", expected: operators },
  ],
  "/programme/mail": [{ address: () => "/programme/mail", expected: operators }],
  "/programme/reports": [{ address: () => "/programme/reports", expected: operators }],
  "/programme/tenants": [{ address: () => "/programme/tenants", expected: operators }],
  "/programme/tenants/[id]": [
    { address: (s) => `/programme/tenants/${s.ownTenant}`, expected: operators },
  ],
};

/** Steps of the wizards: they need a draft of one's own, and lead nobody else anywhere. */
const steps = [
  "/engagements/[slug]/customers/[id]/claim/review",
  "/engagements/[slug]/customers/[id]/claim/workshops",
  "/engagements/[slug]/customers/[id]/consent/contact",
  "/engagements/[slug]/customers/[id]/consent/review",
  "/engagements/[slug]/customers/add/known",
  "/engagements/[slug]/customers/add/reason",
  "/engagements/[slug]/customers/add/review",
  "/engagements/[slug]/customers/add/tenant",
  "/engagements/[slug]/customers/add/workshops",
];

/** Forms that scripts send too: what each persona is answered. The claims of `…Document` were sent in. */
const forms: Record<
  string,
  { address: (s: Record<string, string>) => string; answers: Record<Persona | "nobody", number> }[]
> = {
  "/claims/[claimNumber]/documents": [
    {
      address: (s) => `/claims/${numberIn(s.ownDocument)}/documents?for=invoice`,
      answers: asked({}),
    },
    {
      address: (s) => `/claims/${numberIn(s.otherPlacesDocument)}/documents?for=invoice`,
      answers: asked({ user: 404 }),
    },
    {
      address: (s) => `/claims/${numberIn(s.theirDocument)}/documents?for=invoice`,
      answers: asked({ admin: 404, user: 404, competitor: 422 }),
    },
    { address: () => "/claims/1/documents?for=invoice", answers: asked({ admin: 404, user: 404 }) },
    {
      address: (s) => `/claims/${numberIn(s.ownDocument)}/documents?for=other`,
      answers: asked({ admin: 404, user: 404 }),
    },
  ],
  "/claims/[claimNumber]/documents/[documentId]/remove": [
    { address: (s) => `/claims/${s.ownDocument}/remove`, answers: asked({}) },
    { address: (s) => `/claims/${s.otherPlacesDocument}/remove`, answers: asked({ user: 404 }) },
    {
      address: (s) => `/claims/${s.theirDocument}/remove`,
      answers: asked({ admin: 404, user: 404, competitor: 422 }),
    },
    {
      address: (s) => `/claims/${s.ownClaim}/documents/x/remove`,
      answers: asked({ admin: 404, user: 404 }),
    },
  ],
};

function asked(others: Partial<Record<Persona, number>>): Record<Persona | "nobody", number> {
  return {
    nobody: 401,
    admin: 422,
    user: 422,
    colleague: 403,
    competitor: 404,
    operator: 403,
    reviewer: 403,
    ...others,
  };
}

function numberIn(document = ""): string {
  return document.split("/")[0] ?? "";
}

/** Open to everybody by their nature: a link's token, the way in, health, files; tested on their own. */
const open = [
  "/",
  "/_not-found",
  "/api/auth/[...nextauth]",
  "/api/webhooks/resend",
  "/consent/[token]",
  "/consent/[token]/code",
  "/consent/[token]/receipt",
  "/consent/[token]/report",
  "/consent/[token]/withdraw",
  "/icon.svg",
  "/livez",
  "/mailbox",
  "/mailbox/[id]",
  "/mailbox/[id]/html",
  "/mailbox/[id]/text",
  "/no-access",
  "/preferences",
  "/readyz",
  "/reminders-off/[token]",
  "/sign-in",
  "/sign-in/confirm",
  "/sign-in/sent",
  "/survey/[token]",
  "/_global-error",
];

test("the table names every route of the build, and no other", () => {
  const routes = z
    .record(z.string(), z.string())
    .parse(JSON.parse(readFileSync(".next/app-path-routes-manifest.json", "utf8")));
  const named = new Set([...Object.keys(table), ...Object.keys(forms), ...steps, ...open]);
  expect(Object.values(routes).filter((route) => !named.has(route))).toEqual([]);
  const built = new Set(Object.values(routes));
  const needed = [...Object.keys(table), ...Object.keys(forms), ...steps];
  expect(needed.filter((route) => !built.has(route))).toEqual([]);
});

test("every page shows everybody what is theirs, and nothing else", async () => {
  test.setTimeout(240_000);
  const wrong: unknown[] = [];
  for (const rows of Object.values(table)) {
    for (const { address, expected } of rows) {
      await everybody(async (who) => {
        const found = await outcome(who, address(subjects));
        if (found !== expected[who]) wrong.push([who, address(subjects), found, expected[who]]);
      });
    }
  }
  expect(wrong).toEqual([]);
});

test("every form of a route refuses whoever may not send it, and changes nothing", async () => {
  test.setTimeout(240_000);
  const state = () =>
    sql(
      "select count(*) filter (where removed_at is null) as here, count(*) as ever from claim_documents",
    );
  const before = await state();
  const wrong: unknown[] = [];
  for (const rows of Object.values(forms)) {
    for (const { address, answers } of rows) {
      for (const who of ["nobody", ...personas] as const) {
        for (const foreign of [false, true]) {
          const answer = await contexts.get(who)!.post(address(subjects), {
            headers: {
              accept: "application/json",
              origin: foreign ? "https://elsewhere.example" : new URL(base).origin,
            },
            multipart: {
              files: {
                name: "a.pdf",
                mimeType: "application/pdf",
                buffer: Buffer.from("%PDF-1.4\n%%EOF"),
              },
            },
            maxRedirects: 0,
          });
          const expected = foreign ? 403 : answers[who];
          if (answer.status() !== expected)
            wrong.push([who, address(subjects), foreign, answer.status(), expected]);
        }
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(await state()).toEqual(before);
});

test("a step of a wizard opens for nobody without a draft of their own", async () => {
  test.setTimeout(240_000);
  const wrong: unknown[] = [];
  for (const step of steps) {
    for (const draft of ["", `?draft=${randomUUID()}`]) {
      const path =
        step.replace("[slug]", "collaborative-apps").replace("[id]", subjects.absent ?? "") + draft;
      await everybody(async (who) => {
        const found = await outcome(who, path);
        if (found === "shown") wrong.push([who, path, found]);
      });
    }
  }
  expect(wrong).toEqual([]);
});

test("every server action refuses whoever may not do it, and changes nothing", async () => {
  test.setTimeout(240_000);
  const manifest = z
    .object({
      node: z.record(z.string(), z.object({ workers: z.record(z.string(), z.unknown()) })),
    })
    .parse(JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8")));
  const ids = Object.keys(manifest.node);
  expect(ids.length).toBeGreaterThan(5);
  const state = () =>
    sql(
      `select (select count(*) from associations) as associations,
        (select count(*) from consent_requests) as requests, (select count(*) from drafts) as drafts,
        (select sum(version) from workshop_claims) as claims, (select count(*) from claim_comments) as comments,
        (select count(*) from audit_log where actor_kind <> 'system') as audit`,
    );
  const before = await state();
  for (const id of ids) {
    for (const who of ["nobody", "colleague", "operator"] as const) {
      for (const origin of [new URL(base).origin, "https://elsewhere.example"]) {
        const answer = await contexts.get(who)!.post(`${workshop}/customers/add`, {
          headers: { origin, "next-action": id },
          multipart: {
            "1_association": subjects.theirAssociation ?? "",
            "1_draft": randomUUID(),
            "1_slug": "collaborative-apps",
            "0": '[{"values":{},"errors":[]},"$K1"]',
          },
          maxRedirects: 0,
        });
        // Next itself answers 500 to a foreign Origin.
        const faults = origin === new URL(base).origin ? answer.status() >= 500 : false;
        expect([id, who, origin, faults]).toEqual([id, who, origin, false]);
      }
    }
  }
  expect(await state()).toEqual(before);
});
