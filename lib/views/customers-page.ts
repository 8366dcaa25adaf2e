import { z } from "zod";
import { authorize } from "../access/authorize";
import { lineStatus } from "../claims/list/rules";
import type { Tx } from "../ctx";
import { findCompletion, type Completion } from "../customers/drafts/queries";
import type { Cursor, CustomerRow } from "../customers/order/queries";
import { getCustomersHead, listCustomers, PAGE_SIZE } from "../customers/queries";
import { customerState, type CustomerState, type Tab } from "../customers/rules";
import { customersQuery, type CustomersQuery, type CustomerStatus } from "../customers/schema";
import { hasCustomers, isOpenToAdd } from "../engagements/rules";
import { Refusal } from "../errors";

export type CustomerLine = {
  tenantId: string;
  associationId: string | null;
  claimNumber: number | null;
  name: string;
  state: CustomerState;
};

export type CustomersView = {
  engagement: { slug: string; name: string; solutionArea: string; partnerRole: string };
  /** False once the last day to add customers is over, or before the workshop is available. */
  open: boolean;
  query: CustomersQuery;
  counts: Record<Tab, number>;
  /** The statuses that occur on this tab, for the filter. */
  statuses: { status: CustomerStatus; count: number }[];
  rows: CustomerLine[];
  /** Where the next page begins; null on the last one. */
  next: string | null;
  /** What a wizard has just done: `done` in the address is its draft. */
  completion: Completion | null;
};

/**
 * The Customers page of one engagement (S1–S17). Takes the raw search parameters of its address.
 * Throws `no_role`, `not_found`.
 */
export async function customersPage(
  tx: Tx,
  input: { slug: string; search: Record<string, string | string[] | undefined> },
): Promise<CustomersView> {
  authorize(tx, "customers.read");
  const query = customersQuery.parse(input.search);
  const { engagement, counts } = await getCustomersHead(tx, input.slug);
  if (!hasCustomers(engagement)) throw new Refusal("not_found");
  const onTab = counts.filter(({ tab }) => tab === query.tab);
  const found = await listCustomers(tx, engagement.id, query, readCursor(query), {
    placed: sumOf(onTab.filter(({ status }) => status !== "known")),
    listed: sumOf(onTab.filter(({ status }) => query.status === null || status === query.status)),
  });
  const page = found.slice(0, PAGE_SIZE);
  const last = page.at(-1);
  const done = z.guid().safeParse(input.search.done);
  return {
    engagement: {
      slug: engagement.slug,
      name: engagement.name,
      solutionArea: engagement.solutionArea,
      partnerRole: engagement.partnerRole,
    },
    open: isOpenToAdd(engagement, tx.now, "UTC"),
    query,
    counts: {
      eligible: sumOf(counts.filter(({ tab }) => tab === "eligible")),
      ineligible: sumOf(counts.filter(({ tab }) => tab === "ineligible")),
      complete: sumOf(counts.filter(({ tab }) => tab === "complete")),
    },
    statuses: counts.filter(({ tab, count }) => tab === query.tab && count > 0),
    rows: page.flatMap((row) => lineOf(row, query, tx.now)),
    next: found.length > PAGE_SIZE && last ? writeCursor(query, last) : null,
    completion: done.success ? await findCompletion(tx, done.data) : null,
  };
}

function sumOf(counts: { count: number }[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

function lineOf(row: CustomerRow, { status }: CustomersQuery, now: Date): CustomerLine[] {
  const state = stateOf(row, now);
  if (state === null) return [];
  if (state.kind === "claimed" && status !== null && status !== state.claimStatus) return [];
  const { tenantId, associationId, claimNumber, name } = row;
  return [{ tenantId, associationId, claimNumber, name, state }];
}

/** W11: a claim whose time ran out says so before a job has recorded it. */
function stateOf(row: CustomerRow, now: Date): CustomerState | null {
  const state = customerState(row, now);
  if (state?.kind !== "claimed" || row.claimDueAt === null) return state;
  const line = { status: state.claimStatus, dueAt: row.claimDueAt };
  return { ...state, claimStatus: lineStatus(line, now) };
}

function writeCursor({ sort }: CustomersQuery, { name, dueAt, tenantId }: CustomerRow): string {
  return `${tenantId}~${sort.endsWith("days") ? dueAt.toISOString() : name}`;
}

function readCursor({ after, sort }: CustomersQuery): Cursor | null {
  const [, tenantId, key] = /^([0-9a-f-]{36})~(.+)$/.exec(after ?? "") ?? [];
  if (tenantId === undefined || key === undefined) return null;
  if (sort.endsWith("days") && !/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(key)) return null;
  return { tenantId, key };
}
