import { randomUUID } from "node:crypto";
import { expect, request, test, type APIRequestContext } from "@playwright/test";
import { personas, visitors, type Outcome, type Visitor } from "./walk-table";
import { sql } from "./world";

export const base = process.env.E2E_URL ?? "";
export const contexts = new Map<Visitor, APIRequestContext>();
/** What stands in the addresses of the walk, by the name that its table uses. */
export const subjects: Record<string, string> = {};

/** The address of a document, still there, of some claim that was sent in. */
function documentOf(whose: string): string {
  return `(select w.number || '/documents/' || d.id from claim_documents d
    join workshop_claims w on w.id = d.claim_id
    where d.removed_at is null and w.status not in ('editing', 'action_required') and ${whose}
    order by w.number limit 1)`;
}

/** Before the walk of a file: nobody and each persona with a connection of their own, and what they look at. */
export function walk(): void {
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
    Object.assign(subjects, found, { absent: randomUUID() });
    expect(Object.entries(subjects).filter(([, value]) => !value)).toEqual([]);
  });
  test.afterAll(async () => {
    await Promise.all([...contexts.values()].map((context) => context.dispose()));
  });
}

/** For nobody and each persona, at once. */
export function everybody(look: (who: Visitor) => Promise<void>): Promise<unknown> {
  return Promise.all(visitors.map(look));
}

export async function outcome(who: Visitor, path: string): Promise<Outcome> {
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
