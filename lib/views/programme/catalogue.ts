import { sql } from "drizzle-orm";
import { z } from "zod";
import { authorize } from "../../access/authorize";
import { mayDo } from "../../access/policy";
import type { Operator, Tx } from "../../ctx";
import { findProgress, type RunProgress } from "../../eligibility/progress";
import { listNetwork, mayEarn } from "../../eligibility/network.queries";
import { catalogueStates, type CatalogueState } from "../../engagements/editing/schema";
import { catalogueState } from "../../engagements/editing/state.rules";
import { programmeToday } from "../../engagements/editing/queries";
import { listRates } from "../../engagements/queries";

const query = z.object({
  q: z.string().trim().max(100).catch(""),
  state: z.enum(["", ...catalogueStates]).catch(""),
});
export type CatalogueQuery = z.output<typeof query>;

const found = z.array(
  z.object({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    solutionArea: z.string(),
    availableFrom: z.string(),
    availableUntil: z.string().nullable(),
    lastDayToAdd: z.string().nullable(),
    holdsFrom: z.string().nullable(),
    draft: z.boolean(),
    partnerCriteria: z.object({
      anyOf: z.array(z.string()),
      allOf: z.array(z.string()),
      countries: z.array(z.string()).nullable(),
    }),
    customers: z.coerce.number(),
  }),
);

export type CatalogueLine = {
  slug: string;
  name: string;
  solutionArea: string;
  state: CatalogueState;
  /** There is a draft of a next version. */
  draft: boolean;
  /** How many can use it now (P7). */
  partners: number;
  locations: number;
  customers: number;
};
export type CatalogueView = {
  query: CatalogueQuery;
  rows: CatalogueLine[];
  mayEdit: boolean;
  /** How far the lists of customers have followed the criteria; null: they have. */
  follows: RunProgress | null;
};

/** P7: the catalogue by name with where each engagement stands and who can use it now; days are those of the programme (P3). */
export async function programmeCatalogue(
  tx: Tx,
  { search }: { search: Record<string, string | string[] | undefined> },
): Promise<CatalogueView> {
  authorize(tx, "programme.catalogue");
  const asked = query.parse(search);
  const today = await programmeToday(tx);
  const rates = await listRates(tx);
  const network = await listNetwork(tx);
  const rows = (await listAll(tx)).map((one): CatalogueLine => {
    const state = catalogueState(one, one.holdsFrom, today);
    const own = rates.filter(({ engagementId }) => engagementId === one.id);
    const usable =
      state === "active" ? network.filter((place) => mayEarn(one, own, place, tx.now)) : [];
    const { slug, name, solutionArea, draft } = one;
    return {
      ...{ slug, name, solutionArea, draft, state },
      partners: new Set(usable.map(({ partnerId }) => partnerId)).size,
      locations: usable.length,
      customers: state === "active" ? one.customers : 0,
    };
  });
  const words = asked.q.toLowerCase().split(/\s+/);
  return {
    query: asked,
    rows: rows.filter(
      (row) =>
        (asked.state === "" || row.state === asked.state) &&
        words.every((word) =>
          `${row.name} ${row.slug} ${row.solutionArea.replaceAll("-", " ")}`
            .toLowerCase()
            .includes(word),
        ),
    ),
    mayEdit: mayDo(tx.actor, "engagements.edit"),
    follows: await findProgress(tx),
  };
}

/** Each with the version that was published last, or its draft; where all was taken back, the newest of that. */
async function listAll(tx: Tx<Operator>) {
  const { rows } = await tx.db.execute(sql`
    select e.id, e.slug, v.name, e.solution_area as "solutionArea", e.available_from::text as "availableFrom",
      e.available_until::text as "availableUntil", e.last_day_to_add::text as "lastDayToAdd", v.partner_criteria as "partnerCriteria",
      (select min(f.holds_from)::text from engagement_versions f
        where f.engagement_id = e.id and f.published_at is not null and f.withdrawn_at is null) as "holdsFrom",
      exists (select from engagement_versions d where d.engagement_id = e.id and d.published_at is null) as draft,
      (select coalesce(sum(n.count), 0) from customer_counts n where n.engagement_id = e.id and n.tab = 'eligible') as customers
    from engagements e cross join lateral (
      select * from engagement_versions o where o.engagement_id = e.id
      order by o.withdrawn_at is not null, o.published_at is null, o.number desc limit 1) v
    order by v.name, e.slug`);
  return found.parse(rows);
}
