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
  /** Whether there are more than these. */
  more: boolean;
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
  const customers = await findCustomers(tx, { q, most: most + 1 });
  const claims = await listClaims(tx, claimsQuery.parse({ q }));
  const engagements = await findEngagements(tx, { q, most: most + 1 });
  return [
    first(most, "customers", {
      hits: customers.map(({ id, name, domain }) => hit(name, domain ?? "", `/customers/${id}`)),
      all: addressOf("/opportunities", q),
    }),
    first(most, "claims", {
      hits: claims.rows.map(({ number, name, friendlyName }) =>
        hit(
          String(number),
          [name, friendlyName ?? ""].filter(Boolean).join(" · "),
          `/claims/${String(number)}`,
        ),
      ),
      next: claims.next,
      all: addressOf("/claims", q),
    }),
    first(most, "engagements", {
      hits: engagements.map(({ slug, name, hasCustomers }) =>
        hit(name, "", `/engagements/${slug}${hasCustomers ? "/customers" : ""}`),
      ),
    }),
    first(most, "people", await colleagues(tx, q)),
  ];
}

async function colleagues(tx: Tx<PartnerUser>, q: string): Promise<Found> {
  const places = administeredBy(tx.actor);
  if (places.length === 0) return { hits: [] };
  const house = {
    id: tx.actor.partnerId,
    everywhere: places === "*",
    places: places === "*" ? [] : places.map((id) => ({ id })),
  };
  return people(await listPeople(tx, house, peopleQuery.parse({ q })), "/settings/people", q);
}

async function ofStaff(tx: Tx<Operator>, { q, most }: Words): Promise<SearchGroup[]> {
  const partners = await listPartners(tx, partnersQuery.parse({ q }));
  const tenants = await listTenants(tx, tenantsQuery.parse({ q }));
  const claims = await listQueue(tx, queueQuery.parse({ q, status: "all" }));
  const engagements = await findEngagements(tx, { q, most: most + 1 });
  const staff = mayDo(tx.actor, "operators.manage")
    ? await listPeople(tx, await getHouse(tx, STAFF), peopleQuery.parse({ q }))
    : { rows: [], next: null };
  return [
    first(most, "partners", {
      hits: partners.rows.map(({ id, name, domains }) =>
        hit(name, domains[0] ?? "", `/programme/partners/${id}`),
      ),
      next: partners.next,
      all: addressOf("/programme/partners", q),
    }),
    first(most, "tenants", {
      hits: tenants.rows.map(({ id, name, domains }) =>
        hit(name, domains[0] ?? "", `/programme/tenants/${id}`),
      ),
      next: tenants.next,
      all: addressOf("/programme/tenants", q),
    }),
    first(most, "claims", {
      hits: claims.rows.map(({ number, tenantName, partnerName }) =>
        hit(
          String(number),
          `${tenantName} · ${partnerName}`,
          `/programme/claims/${String(number)}`,
        ),
      ),
      next: claims.next,
      all: addressOf("/programme/claims?status=all", q),
    }),
    first(most, "engagements", {
      hits: engagements.map(({ slug, name }) => hit(name, "", `/programme/catalogue/${slug}`)),
    }),
    first(most, "people", people(staff, "/programme/operators", q)),
  ];
}

type Person = { id: string; kind: "member" | "invitation"; name: string; email: string };

/** An invitation has no page of its own. */
function people(
  { rows, next }: { rows: readonly Person[]; next: string | null },
  base: string,
  q: string,
): Found {
  const hits = rows.map(({ id, kind, name, email }) =>
    hit(name, email, kind === "member" ? `${base}/${id}` : base),
  );
  return { hits, next, all: addressOf(base, q) };
}

async function pagesFor(tx: Tx, { q, locale, most }: Words & { locale: Locale }) {
  const { actor } = tx;
  if (actor.kind !== "partner" && actor.kind !== "operator")
    return first(most, "pages", { hits: [] });
  const t = translator(locale, "search");
  const pages: PageLabel[] = searchPages(actor, locale);
  const found = await fittingLabels(tx, { q, labels: pages.map(({ label }) => label) });
  const hits = found.flatMap((at) => {
    const page = pages[at];
    return page ? [hit(page.label, page.act ? t("act") : t("page"), page.href)] : [];
  });
  return first(most, "pages", { hits });
}

/** K9: topics of help, and words that it explains. */
function helpFor({ actor }: Tx, { q, locale, most }: Words & { locale: Locale }): SearchGroup {
  if (actor.kind !== "partner" && actor.kind !== "operator")
    return first(most, "help", { hits: [] });
  const found = findHelp({ q, reader: actor, locale, offered: null });
  const hits = found.map(({ title, href }) => hit(title, "", href));
  return first(most, "help", { hits, all: addressOf("/help", q) });
}

const hit = (label: string, detail: string, href: string): Hit => ({ label, detail, href });

/** What was found of a kind; where the list that has all of them is, if there is one. */
type Found = { hits: Hit[]; next?: string | null; all?: string };
/** The first of a kind, and whether and where there are more. */
function first(most: number, kind: SearchKind, { hits, next = null, all }: Found): SearchGroup {
  const more = hits.length > most || next !== null;
  return { kind, hits: hits.slice(0, most), more, all: more ? (all ?? null) : null };
}

const addressOf = (path: string, q: string) =>
  `${path}${path.includes("?") ? "&" : "?"}${new URLSearchParams({ q }).toString()}`;
