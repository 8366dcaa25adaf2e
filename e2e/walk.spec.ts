import { randomBytes, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, request, test, type APIRequestContext } from "@playwright/test";
import { z } from "zod";
import {
  addPath,
  addSteps,
  askSteps,
  claimPath,
  claimSteps,
  consentPath,
} from "@/components/customers/wizard-paths";
import {
  forms,
  open,
  personas,
  single,
  singleOfPartner,
  table,
  visitors,
  workshop,
  type Outcome,
  type Visitor,
} from "./walk-table";
import { operatorRoles } from "@/db/schema";
import { hashToken } from "@/lib/mail/tokens";
import { encodeSession } from "@/lib/web/session-token";
import { pdfOf } from "@/testing/pdfs";
import { sql } from "./world";

/**
 * Nobody where they don't belong: every route of the build, for every role, on things that are
 * one's own, another location's, another partner's and absent. A route that the table does not
 * name fails the test.
 */
const base = process.env.E2E_URL ?? "";
const contexts = new Map<Visitor, APIRequestContext>();
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
      (select id from ours) as "ownPartner", (select id from theirs) as "theirPartner",
      (select id from users_place) as "ownLocation",
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
        where o.tenant_id = c.tenant_id and o.partner_id = (select id from ours)) and not exists (select from associations o
        where o.tenant_id = c.tenant_id and o.partner_id = (select id from ours)) limit 1) as "theirTenant",
      (select a.tenant_id from associations a where a.partner_id = (select id from ours) and a.location_id <> (select id from users_place)
        and not exists (select from known_customers k where k.tenant_id = a.tenant_id) and not exists (select from associations o
        where o.tenant_id = a.tenant_id and (o.partner_id <> a.partner_id or o.location_id = (select id from users_place)))
        limit 1) as "otherPlacesTenant",
      (select w.number::text from workshop_claims w join associations a on a.id = w.association_id where w.partner_id = (select id from ours)
        and w.submitted_at is not null and a.location_id = (select id from users_place) limit 1) as "ownClaim",
      (select w.number::text from workshop_claims w where w.submitted_at is null limit 1) as "neverSentIn",
      (select w.number::text from workshop_claims w join associations a on a.id = w.association_id where w.partner_id = (select id from ours)
        and a.location_id <> (select id from users_place) limit 1) as "otherPlacesClaim",
      (select id from users where email like 'lucas.moreau@%') as "ownPerson",
      (select id from users where email like 'jonas.weber@%') as "staffPerson",
      (select id from users_place) as "ownPlace",
      (select l.id from locations l where l.partner_id = (select id from ours) and l.id not in (select id from users_place) and l.name like '%Auckland' limit 1) as "otherPlace",
      (select l.id from locations l where l.partner_id = (select id from theirs) limit 1) as "theirPlace",
      (select w.number::text from workshop_claims w where w.submitted_at is not null and w.partner_id = (select id from theirs) limit 1) as "theirClaim",
      ${documentOf("w.partner_id = (select id from ours) and w.location_id = (select id from users_place)")} as "ownDocument",
      ${documentOf("w.partner_id = (select id from ours) and w.location_id <> (select id from users_place)")} as "otherPlacesDocument",
      ${documentOf("w.partner_id = (select id from theirs)")} as "theirDocument"`);
  subjects = { ...found, absent: randomUUID() };
  expect(Object.entries(subjects).filter(([, value]) => !value)).toEqual([]);
});

test.afterAll(async () => {
  await Promise.all([...contexts.values(), ...extra].map((context) => context.dispose()));
});

/** For nobody and each persona, at once. */
function everybody(look: (who: Visitor) => Promise<void>): Promise<unknown> {
  return Promise.all(visitors.map(look));
}

async function outcome(who: Visitor, path: string): Promise<Outcome> {
  const context = contexts.get(who)!;
  let answer = await context.get(path, { maxRedirects: 0 });
  let to = answer.headers().location ?? "";
  // A wizard's first screen begins a draft and comes back to itself.
  if (new URL(to, base).pathname === path && to !== path) {
    answer = await context.get(to, { maxRedirects: 0 });
    to = answer.headers().location ?? "";
  }
  expect([path, answer.status() < 500]).toEqual([path, true]);
  // What scripts ask for says so by its status.
  if (to.includes("/sign-in") || answer.status() === 401) return "sign in";
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

test("the table names every route of the build, and no other", () => {
  const routes = z
    .record(z.string(), z.string())
    .parse(JSON.parse(readFileSync(".next/app-path-routes-manifest.json", "utf8")));
  const named = new Set([...Object.keys(table), ...Object.keys(forms), ...open]);
  expect(Object.values(routes).filter((route) => !named.has(route))).toEqual([]);
  const built = new Set(Object.values(routes));
  const needed = [...Object.keys(table), ...Object.keys(forms)];
  expect(needed.filter((route) => !built.has(route))).toEqual([]);
});

test("every page shows everybody what is theirs, and nothing else", async () => {
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

/** Somebody new, signed in as a mailed link does it; the statements make them what they are. */
async function walker(statements: string[], partner: string | null): Promise<APIRequestContext> {
  const userId = randomUUID();
  const [sessionId, secret] = [randomUUID(), randomBytes(32).toString("base64url")];
  await sql("insert into users (id, name, email, locale) values ($1, 'Wim Walker', $2, 'en')", [
    userId,
    `walker-${userId}@elsewhere.example`,
  ]);
  for (const statement of statements) await sql(statement, [userId]);
  await sql(
    `insert into sessions (id, secret_hash, user_id, partner_id, chosen_at, created_at, expires_at, second_factor_at)
     values ($1, $2, $3, $4, now(), now(), now() + interval '1 hour', now())`,
    [sessionId, hashToken(secret), userId, partner],
  );
  const expiresAt = new Date("2100-01-01T00:00:00Z");
  const value = encodeSession({ secret, sessionId, userId, expiresAt });
  const context = await request.newContext({
    baseURL: base,
    extraHTTPHeaders: { cookie: `session=${value}` },
  });
  extra.push(context);
  return context;
}
const extra: APIRequestContext[] = [];

test("an operator of one role opens what it is for, and is told of the others (P5)", async () => {
  const pages = {
    ...single,
    ...Object.fromEntries(
      Object.entries(singleOfPartner).map(([page, roles]) => [
        `/programme/partners/${subjects.ownPartner}${page}`,
        roles,
      ]),
    ),
  };
  const wrong: unknown[] = [];
  for (const role of operatorRoles) {
    const grant = `insert into operator_grants (user_id, role) values ($1, '${role}')`;
    const context = await walker([grant], null);
    for (const [path, roles] of Object.entries(pages)) {
      const answer = await context.get(path, { maxRedirects: 0 });
      const to = answer.headers().location ?? "";
      const found = answer.ok() ? "shown" : to.includes("/no-access") ? "no access" : to || answer.status(); // prettier-ignore
      const expected = roles.includes(role) ? "shown" : "no access";
      if (found !== expected) wrong.push([role, path, found, expected]);
    }
  }
  expect(wrong).toEqual([]);
});

test("whoever did not join, left or is disabled is nobody; of two companies one shows at a time", async () => {
  const ours = subjects.ownPartner ?? "";
  const theirs = subjects.theirPartner ?? "";
  const member = (id: string, columns = "joined_at") =>
    `insert into memberships (partner_id, user_id, ${columns}) select '${id}', $1${", now()".repeat(columns.split(",").length)}`;
  const admin = (id: string) =>
    `insert into role_grants (partner_id, user_id, role) values ('${id}', $1, 'incentives_admin')`;
  const nobodies = [
    await walker([`insert into memberships (partner_id, user_id) values ('${ours}', $1)`, admin(ours)], ours),
    await walker([member(ours, "joined_at, ended_at")], ours),
    await walker([member(ours), admin(ours), "update users set disabled_at = now() where id = $1"], ours),
  ]; // prettier-ignore
  for (const context of nobodies) {
    for (const path of ["/claims", "/settings/people", "/settings/security", "/programme"]) {
      const answer = await context.get(path, { maxRedirects: 0 });
      expect([path, answer.headers().location]).toEqual([
        path,
        expect.stringContaining("/sign-in"),
      ]);
    }
  }
  const both = await walker([member(ours), admin(ours), member(theirs), admin(theirs)], ours);
  for (const path of ["/settings/people", "/settings/locations", "/claims"]) {
    const text = await (await both.get(path)).text();
    expect([path, text.includes("noordzee-cloud.example") || text.includes("Noordzee"), text.includes("fjordline-it.example")]).toEqual([path, true, false]); // prettier-ignore
  }
  const foreign = `/settings/locations/${subjects.theirPlace}`;
  expect((await both.get(foreign, { maxRedirects: 0 })).status()).toBe(404);
});

test("every form of a route refuses whoever may not send it, and changes nothing", async () => {
  const state = () =>
    sql(
      "select count(*) filter (where removed_at is null) as here, count(*) as ever from claim_documents",
    );
  const before = await state();
  const wrong: unknown[] = [];
  for (const rows of Object.values(forms)) {
    for (const { address, answers } of rows) {
      await everybody(async (who) => {
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
                buffer: pdfOf(),
              },
            },
            maxRedirects: 0,
          });
          // What takes no files is refused before it is asked.
          const expected = foreign ? [400, 403] : [answers[who]];
          if (!expected.includes(answer.status()))
            wrong.push([who, address(subjects), foreign, answer.status(), expected]);
        }
      });
    }
  }
  expect(wrong).toEqual([]);
  expect(await state()).toEqual(before);
});

test("a step of a wizard opens for nobody without a draft of their own", async () => {
  const wrong: unknown[] = [];
  const slug = "collaborative-apps";
  const absent = subjects.absent ?? "";
  const behind = (draft: { draft?: string }) => [
    ...addSteps.slice(1).map((step) => addPath(slug, step, draft)),
    ...claimSteps.slice(1).map((step) => claimPath(slug, absent, step, draft)),
    ...askSteps.slice(1).map((step) => consentPath(slug, absent, step, draft)),
  ];
  for (const draft of [{}, { draft: randomUUID() }]) {
    for (const path of behind(draft)) {
      await everybody(async (who) => {
        const found = await outcome(who, path);
        if (found === "shown") wrong.push([who, path, found]);
      });
    }
  }
  expect(wrong).toEqual([]);
});

test("every server action refuses whoever may not do it, and changes nothing", async () => {
  const manifest = z
    .object({
      node: z.record(z.string(), z.object({ workers: z.record(z.string(), z.unknown()) })),
    })
    .parse(JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8")));
  const ids = Object.keys(manifest.node);
  expect(ids.length).toBeGreaterThan(5);
  // To open a payment run takes no more than the role.
  const state = () =>
    sql(
      `select (select count(*) from associations) as associations,
        (select count(*) from consent_requests) as requests, (select count(*) from drafts) as drafts,
        (select sum(version) from workshop_claims) as claims, (select count(*) from claim_comments) as comments,
        (select jsonb_object_agg(event, rows) from (select event, count(*) as rows from audit_log
          where actor_kind <> 'system' and event <> 'payment_run.opened' group by event) told) as audit`,
    );
  const before = await state();
  for (const id of ids) {
    for (const who of ["nobody", "colleague", "operator"] as const) {
      for (const origin of [new URL(base).origin, "https://elsewhere.example"]) {
        const answer = await contexts.get(who)!.post(`${workshop}/customers/add`, {
          headers: { origin, "next-action": id },
          multipart: {
            _1_association: subjects.theirAssociation ?? "",
            _1_draft: randomUUID(),
            _1_slug: "collaborative-apps",
            "0": '[{"values":{},"errors":[]},"$K1"]',
          },
          maxRedirects: 0,
        });
        // Next itself answers 500 to a foreign Origin.
        const faults = origin === new URL(base).origin ? answer.status() >= 500 : false;
        expect([id, who, origin, faults]).toEqual([id, who, origin, false]);
      }
      for (const sent of ["[]", "null", '[{"values":null},7]', '[null,["$K1"]]']) {
        const answer = await contexts.get(who)!.post(`${workshop}/customers/add`, {
          headers: { origin: new URL(base).origin, "next-action": id },
          multipart: { "0": sent },
          maxRedirects: 0,
        });
        expect([id, who, sent, answer.status() >= 500]).toEqual([id, who, sent, false]);
      }
    }
  }
  expect(await state()).toEqual(before);
});
