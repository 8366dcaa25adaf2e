import { expect, test, type APIRequestContext } from "@playwright/test";
import { signIn } from "./steps";
import { table } from "./walk-table";
import { demonstration, sql } from "./world";

/** Where one is: titles that name the thing. */
const titleOf = (html: string) => /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? "";

/** What the addresses of a route are filled with. */
async function things(): Promise<Record<string, string>> {
  const [found] = await sql<Record<string, string>>(`
    with ours as (select id from partners where name = 'Noordzee Cloud')
    select c.association_id as "roundId", c.name as "roundName", k.tenant_id as "tenantId", k.name as "tenantName",
      w.number::text as "claimNumber", w.name as "claimName",
      p.number::text as "reviewedNumber", p.name as "reviewedName",
      (select id from emails where partner_id = (select id from ours) order by id limit 1) as "mailId",
      (select id from partners where name = 'Noordzee Cloud') as "partnerId",
      (select id from contact_releases limit 1) as "releaseId",
      l.id as "locationId", l.name as "locationName", u.id as "personId", u.name as "personName",
      o.id as "operatorId", o.name as "operatorName"
    from (select id, name from locations where partner_id = (select id from ours) and enrolment = 'enrolled' limit 1) l,
      (select u.id, u.name from users u join memberships m on m.user_id = u.id
        where m.partner_id = (select id from ours) and u.name <> 'Noor van Dijk' limit 1) u,
      (select u.id, u.name from users u join operator_grants g on g.user_id = u.id limit 1) o,
      (select association_id, name from customers where partner_id = (select id from ours) and status = 'asked'
        and engagement_id = (select id from engagements where slug = 'collaborative-apps') and ${demonstration} limit 1) c,
      (select tenant_id, name from customers where partner_id = (select id from ours) and status = 'known'
        and engagement_id = (select id from engagements where slug = 'collaborative-apps') and ${demonstration} limit 1) k,
      (select number, name from claim_lines where partner_id = (select id from ours) and status = 'editing' and ${demonstration} limit 1) w,
      (select number, name from claim_lines where partner_id = (select id from ours) and status = 'submitted' and ${demonstration} limit 1) p`);
  return found ?? {};
}

/** The names that the title of a route's page must hold: of the thing that its address names. */
function named(route: string, s: Record<string, string>): string {
  if (route.startsWith("/programme/claims/[")) return s.reviewedNumber ?? "";
  if (route.startsWith("/claims/[")) return s.claimName ?? "";
  if (route.startsWith("/programme/tenants/[")) return s.tenantName ?? "";
  if (route.includes("[locationId]")) return s.locationName ?? "";
  if (route.includes("[personId]")) return s.personName ?? "";
  if (route.includes("[operatorId]")) return s.operatorName ?? "";
  if (route.startsWith("/programme/partners/[")) return "Noordzee Cloud";
  if (route.includes("[roundId]")) return s.roundName ?? "";
  if (route.includes("[tenantId]")) return s.tenantName ?? "";
  if (route.startsWith("/programme/[words]/[key]")) return "Microsoft Teams";
  return route.includes("[slug]") ? "Collaborative Apps" : "";
}

function addressOf(route: string, s: Record<string, string>): string {
  const parts: Record<string, string | undefined> = {
    slug: "collaborative-apps",
    roundId: s.roundId,
    tenantId: s.tenantId,
    claimNumber: route.startsWith("/programme") ? s.reviewedNumber : s.claimNumber,
    releaseId: s.releaseId,
    topic: "customers",
    words: "metrics",
    key: "teams_pau",
    part: route.startsWith("/programme") ? "basics" : "invoice",
    partnerId: s.partnerId,
    locationId: s.locationId,
    personId: s.personId,
    operatorId: s.operatorId,
  };
  // What it is about stands behind it.
  if (route === "/views") return "/views?of=/claims";
  return route
    .replace(/\/\[\[[^\]]+\]\]/g, "")
    .replace(/\[(\w+)\]/g, (_, name: string) => parts[name] ?? "none");
}

async function titleAt(request: APIRequestContext, address: string) {
  const answer = await request.get(address);
  return { status: answer.status(), title: titleOf(await answer.text()).replaceAll("&amp;", "&") };
}

const pages = Object.keys(table).filter(
  (route) =>
    !/documents|\.csv|\.xlsx|\.json|templates\/\[|\/surveys\/|(reports|payments|privacy|imports|runs|file|holds)\/\[|^\/(invitation|switched)/.test(
      route,
    ) &&
    // A link leads on, and nothing waits to be published.
    !/rounds\/\[roundId\]$|\/publish$/.test(route),
);

test("each page's title names the thing, in both languages", async ({ browser }) => {
  const s = await things();
  const seen: Record<string, string[]> = {};
  for (const language of ["en", "nl"]) {
    for (const [name, programme] of [
      ["Noor van Dijk", false],
      ["Amara Okafor", true],
    ] as const) {
      const context = await browser.newContext({ baseURL: process.env.E2E_URL });
      const page = await context.newPage();
      await signIn(page, name, language);
      for (const route of pages.filter((one) => one.startsWith("/programme") === programme)) {
        const address = addressOf(route, s);
        const { status, title } = await titleAt(context.request, address);
        expect([address, status]).toEqual([address, 200]);
        expect([address, title]).toEqual([
          address,
          expect.stringMatching(/\S – Modern Work Incentives$/),
        ]);
        expect([address, title]).toEqual([address, expect.stringContaining(named(route, s))]);
        (seen[language] ??= []).push(title);
      }
      const absent = programme ? "/programme/claims/1000001" : "/claims/1000001";
      const answer = await context.request.get(absent);
      const titles = [...(await answer.text()).matchAll(/<title>([^<]*)</g)].map(
        ([, title]) => title,
      );
      expect(answer.status()).toBe(404);
      expect(titles.join(" ")).not.toContain("1000001");
      await page.goto(absent);
      await expect(page).toHaveTitle(
        `${language === "nl" ? "Pagina niet gevonden" : "Page not found"} – Modern Work Incentives`,
      );
      await context.close();
    }
    expect(seen[language]?.length).toBe(pages.length);
  }
  // What is not a name is in the reader's language.
  const same = seen.en?.filter((title, index) => title === seen.nl?.[index]);
  expect(same).toEqual(expect.not.arrayContaining([expect.stringMatching(/claim \d|Customer/)]));
});
