import { translator } from "@/messages";
import { mayDo } from "../access/policy";
import { listClaims } from "../claims/list/list";
import { claimsQuery } from "../claims/list/schema";
import { listQueue } from "../claims/review/list";
import { queueQuery } from "../claims/review/schema";
import type { Locale, Operator, PartnerUser, Tx } from "../ctx";
import { findCustomers } from "../customers/search/queries";
import { findEngagements } from "../engagements/search/queries";
import { fittingLabels } from "../lists/labels";
import { isSearch } from "../lists/search";
import { partnersQuery } from "../partners/list.schema";
import { listPartners } from "../partners/list";
import { administeredBy, getHouse } from "../people/members/authority.queries";
import { listPeople } from "../people/members/list";
import { peopleQuery } from "../people/members/list.schema";
import { tenantsQuery } from "../tenants/list.schema";
import { listTenants } from "../tenants/list";
import { findHelp } from "./help/find";
import { searchPages, type PageLabel } from "./search-pages";
import { STAFF } from "./people-addresses";

export type Hit = { label: string; detail: string; href: string };
export type SearchKind =
  | "customers"
  | "partners"
  | "tenants"
  | "claims"
  | "engagements"
  | "people"
  | "pages"
  | "help";
export type SearchGroup = {
  kind: SearchKind;
  hits: Hit[];
  /** The list that has all of them; null where there is none, or nothing more. */
  all: string | null;
};
export type SearchView = { q: string; groups: SearchGroup[] };

/** So many of a kind while one types; and so many on the page of results. */
export const FEW_HITS = 8;
const MANY_HITS = 50;

type Asked = { q: string; locale: Locale; whole?: boolean };

/**
 * K5: whatever the reader may open that fits what was typed, by kind: customers, claims, engagements, people, pages and
 * acts of a partner's; partners, tenants, claims, engagements, people and pages of the programme's. What nobody typed
 * finds nothing. Throws nothing: who may read none of a kind finds none.
 * @param input `whole`: for the page of results, which shows more
 */
export async function searchView(tx: Tx, { q, locale, whole = false }: Asked): Promise<SearchView> {
  const most = whole ? MANY_HITS : FEW_HITS;
  if (!isSearch(q)) return { q, groups: [] };
  const { actor } = tx;
  const groups =
    actor.kind === "partner"
      ? await ofPartner({ ...tx, actor }, { q, most })
      : actor.kind === "operator"
        ? await ofStaff({ ...tx, actor }, { q, most })
        : [];
  const pages = await pagesFor(tx, { q, locale, most });
  const help = helpFor(tx, { q, locale, most });
  return { q, groups: [...groups, pages, help].filter(({ hits }) => hits.length > 0) };
}

type Words = { q: string; most: number };

async function ofPartner(tx: Tx<PartnerUser>, { q, most }: Words): Promise<SearchGroup[]> {
  if (tx.actor.grants.length === 0) return [];
  const customers = await findCustomers(tx, { q, most });
  const claims = await listClaims(tx, claimsQuery.parse({ q }));
  const engagements = await findEngagements(tx, { q, most });
  return [
    group(
      "customers",
      customers.map(({ id, name, domain }) => hit(name, domain ?? "", `/customers/${id}`)),
    ),
    group(
      "claims",
      claims.rows
        .slice(0, most)
        .map(({ number, name, friendlyName }) =>
          hit(
            String(number),
            [name, friendlyName ?? ""].filter(Boolean).join(" · "),
            `/claims/${String(number)}`,
          ),
        ),
      claims.rows.length > most || claims.next !== null ? addressOf("/claims", q) : null,
    ),
    group(
      "engagements",
      engagements.map(({ slug, name, hasCustomers }) =>
        hit(name, "", `/engagements/${slug}${hasCustomers ? "/customers" : ""}`),
      ),
    ),
    group("people", await colleagues(tx, { q, most })),
  ];
}

async function colleagues(tx: Tx<PartnerUser>, { q, most }: Words): Promise<Hit[]> {
  const places = administeredBy(tx.actor);
  if (places.length === 0) return [];
  const house = {
    id: tx.actor.partnerId,
    everywhere: places === "*",
    places: places === "*" ? [] : places.map((id) => ({ id })),
  };
  const { rows } = await listPeople(tx, house, peopleQuery.parse({ q }));
  return people(rows.slice(0, most), "/settings/people");
}

async function ofStaff(tx: Tx<Operator>, { q, most }: Words): Promise<SearchGroup[]> {
  const partners = await listPartners(tx, partnersQuery.parse({ q }));
  const tenants = await listTenants(tx, tenantsQuery.parse({ q }));
  const claims = await listQueue(tx, queueQuery.parse({ q, status: "all" }));
  const engagements = await findEngagements(tx, { q, most });
  const staff = mayDo(tx.actor, "operators.manage")
    ? await listPeople(tx, await getHouse(tx, STAFF), peopleQuery.parse({ q }))
    : { rows: [] };
  const all = (path: string, { rows, next }: { rows: unknown[]; next: string | null }) =>
    rows.length > most || next !== null ? addressOf(path, q) : null;
  return [
    group(
      "partners",
      partners.rows
        .slice(0, most)
        .map(({ id, name, domains }) => hit(name, domains[0] ?? "", `/programme/partners/${id}`)),
      all("/programme/partners", partners),
    ),
    group(
      "tenants",
      tenants.rows
        .slice(0, most)
        .map(({ id, name, domains }) => hit(name, domains[0] ?? "", `/programme/tenants/${id}`)),
      all("/programme/tenants", tenants),
    ),
    group(
      "claims",
      claims.rows
        .slice(0, most)
        .map(({ number, tenantName, partnerName }) =>
          hit(
            String(number),
            `${tenantName} · ${partnerName}`,
            `/programme/claims/${String(number)}`,
          ),
        ),
      all("/programme/claims?status=all", claims),
    ),
    group(
      "engagements",
      engagements.map(({ slug, name }) => hit(name, "", `/programme/catalogue/${slug}`)),
    ),
    group("people", people(staff.rows.slice(0, most), "/programme/operators")),
  ];
}

type Person = { id: string; kind: "member" | "invitation"; name: string; email: string };

/** An invitation has no page of its own. */
function people(rows: readonly Person[], base: string): Hit[] {
  return rows.map(({ id, kind, name, email }) =>
    hit(name, email, kind === "member" ? `${base}/${id}` : base),
  );
}

async function pagesFor(tx: Tx, { q, locale, most }: Words & { locale: Locale }) {
  const { actor } = tx;
  if (actor.kind !== "partner" && actor.kind !== "operator") return group("pages", []);
  const t = translator(locale, "search");
  const pages: PageLabel[] = searchPages(actor, locale);
  const found = await fittingLabels(tx, { q, labels: pages.map(({ label }) => label) });
  const hits = found.slice(0, most).flatMap((at) => {
    const page = pages[at];
    return page ? [hit(page.label, page.act ? t("act") : t("page"), page.href)] : [];
  });
  return group("pages", hits);
}

/** K9: topics of help, and words that it explains. */
function helpFor({ actor }: Tx, { q, locale, most }: Words & { locale: Locale }): SearchGroup {
  if (actor.kind !== "partner" && actor.kind !== "operator") return group("help", []);
  const found = findHelp({ q, reader: actor, locale, offered: null });
  const hits = found.slice(0, most).map(({ title, href }) => hit(title, "", href));
  return group("help", hits, found.length > most ? addressOf("/help", q) : null);
}

const hit = (label: string, detail: string, href: string): Hit => ({ label, detail, href });
const group = (kind: SearchKind, hits: Hit[], all: string | null = null): SearchGroup => ({
  kind,
  hits,
  all,
});
const addressOf = (path: string, q: string) =>
  `${path}${path.includes("?") ? "&" : "?"}${new URLSearchParams({ q }).toString()}`;
