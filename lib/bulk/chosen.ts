import { sql } from "drizzle-orm";
import { z } from "zod";
import { reading, type Ctx, type PartnerUser, type Tx } from "../ctx";
import { typedLocation } from "../claims/list/export-filter";
import { claimRows } from "../claims/list/list";
import { claimsQuery } from "../claims/list/schema";
import { customerRows } from "../customers/list";
import { opportunityPairs } from "../customers/opportunities/pairs";
import {
  opportunitiesQuery,
  type Chance,
  type OpportunitiesQuery,
} from "../customers/opportunities/schema";
import { customersQuery } from "../customers/schema";
import { getWorkshop, listEngagements } from "../engagements/queries";
import { Refusal } from "../errors";
import { fileColumn, filePages, fileRows, type FileRows } from "../lists/file";
import { searchOf } from "../lists/search-of";
import type { BulkKind } from "./kind";
import { getRun, listRows, type BulkRun } from "./queries";
import type { Choice } from "./schema";
import { bareTarget, type Target } from "./target";

/**
 * The rows that a choice names, as far as the actor may see them now; of a file see `fileTargets`. Refuses with
 * `bulk_filter_gone` for a filter that is kept no more.
 */
export async function chosenTargets(
  op: Ctx<PartnerUser>,
  choice: Exclude<Choice, { by: "file" }>,
  { most, of }: { most: number; of: BulkKind["of"] },
): Promise<Target[]> {
  switch (choice.by) {
    case "pairs":
      return reading(op, (tx) => pairTargets(tx, choice.pairs));
    case "claims":
      return reading(op, (tx) => claimTargets(tx, choice.numbers));
    case "filter":
      return filterTargets(op, choice, { most, of });
    case "run":
      return reading(op, async (tx) => {
        const rows = await runTargets(tx, choice);
        // A claim is read anew, with whom it is with by now.
        return of === "claim"
          ? claimTargets(
              tx,
              rows.flatMap(({ details }) => details.claimNumber ?? []),
            )
          : rows;
      });
  }
}

type Pair = { slug: string; tenantId: string };

async function pairTargets(tx: Tx<PartnerUser>, pairs: readonly Pair[]): Promise<Target[]> {
  const idOf = await workshopIds(tx);
  return pairs.map(({ slug, tenantId }) => ({
    ...bareTarget,
    tenantId,
    engagementId: idOf.get(slug) ?? null,
  }));
}

/** The ids of the workshops by their slugs. */
export async function workshopIds(tx: Tx): Promise<Map<string, string>> {
  const all = await listEngagements(tx);
  return new Map(all.filter((one) => one.hasCustomers).map(({ slug, id }) => [slug, id]));
}

const claims = z.array(
  z.object({
    id: z.string(),
    number: z.number(),
    tenantId: z.string(),
    engagementId: z.string(),
    locationId: z.string(),
    associationId: z.string(),
    ownerId: z.string().nullable(),
  }),
);

async function claimTargets(tx: Tx<PartnerUser>, numbers: readonly number[]): Promise<Target[]> {
  const { rows } = await tx.db.execute(sql`
    select c.id, c.number, c.tenant_id as "tenantId", c.engagement_id as "engagementId", c.location_id as "locationId",
      c.association_id as "associationId", coalesce(a.owner_id, a.created_by) as "ownerId"
    from workshop_claims c join associations a on a.partner_id = c.partner_id and a.id = c.association_id
    where c.partner_id = ${tx.actor.partnerId} and c.number = any(${sql.param(numbers)}::integer[])`);
  const known = new Map(claims.parse(rows).map((one) => [one.number, one]));
  return numbers.map((claimNumber): Target => {
    const claim = known.get(claimNumber);
    if (!claim) return { ...bareTarget, said: String(claimNumber), fault: { code: "not_found" } };
    const { id: claimId, number: _, ownerId, ...subject } = claim;
    return { ...bareTarget, ...subject, claimId, details: { claimNumber, ownerId } };
  });
}

/** B2: what a filter finds now; one more than `most` tells that there are more. */
async function filterTargets(
  op: Ctx<PartnerUser>,
  { list, slug, query }: Extract<Choice, { by: "filter" }>,
  { most, of }: { most: number; of: BulkKind["of"] },
): Promise<Target[]> {
  if (query === null) throw new Refusal("bulk_filter_gone");
  const search = searchOf(new URLSearchParams(query));
  if (list === "claims") {
    const numbers = await firstColumn(op, sql`l.number`, most, async (tx) =>
      claimRows(tx, await typedLocation(tx, claimsQuery.parse(search))),
    );
    return reading(op, (tx) => claimTargets(tx, numbers.map(Number)));
  }
  if (list === "opportunities")
    return cellTargets(op, opportunitiesQuery.parse(search), { most, of });
  if (slug === null) throw new Refusal("not_found");
  const { id } = await reading(op, (tx) => getWorkshop(tx, slug));
  const asked = customersQuery.parse(search);
  const tenants = await firstColumn(op, sql`l.tenant_id`, most, (tx) =>
    customerRows(tx, id, asked),
  );
  return tenants.map((tenantId) => ({
    ...bareTarget,
    tenantId: String(tenantId),
    engagementId: id,
  }));
}

/** K2: cells that stand as the filter says; left open, those that can begin, or the rounds that run. */
async function cellTargets(
  op: Ctx<PartnerUser>,
  query: OpportunitiesQuery,
  { most, of }: { most: number; of: BulkKind["of"] },
): Promise<Target[]> {
  const wanted: Chance[] = [query.chance || (of === "customer" ? "eligible" : "under_way")];
  const found: Target[] = [];
  const pages = filePages(op, (tx, after: string | null) =>
    opportunityPairs(tx, query, { wanted, after }),
  );
  for await (const rows of pages) {
    for (const row of rows) found.push({ ...bareTarget, ...row });
    if (found.length > most) break;
  }
  return found.slice(0, most + 1);
}

async function firstColumn(
  op: Ctx<PartnerUser>,
  value: ReturnType<typeof sql>,
  most: number,
  rowsOf: (tx: Tx<PartnerUser>) => FileRows | Promise<FileRows>,
): Promise<(string | number)[]> {
  const found: (string | number)[] = [];
  for await (const rows of fileRows(op, [fileColumn("", "text", value)], rowsOf)) {
    for (const [one] of rows) if (one != null) found.push(one);
    if (found.length > most) break;
  }
  return found.slice(0, most + 1);
}

/** "Try what failed again", or go on with what was done: the rows of another run, with all that was said of them. */
async function runTargets(
  tx: Tx<PartnerUser>,
  { id, which }: Extract<Choice, { by: "run" }>,
): Promise<Target[]> {
  const run: BulkRun = await getRun(tx, id);
  const rows = await listRows(tx, run, { after: 0, most: run.rows });
  const wanted = rows.filter(({ outcome, verdict, takenOut }) =>
    which === "done"
      ? outcome === "done"
      : outcome === "refused" || (outcome === null && verdict === "will" && !takenOut),
  );
  return wanted.map(
    ({ tenantId, engagementId, locationId, claimId, associationId, details, line, said }) => ({
      ...bareTarget,
      ...{ tenantId, engagementId, locationId, claimId, associationId, details, line, said },
    }),
  );
}
