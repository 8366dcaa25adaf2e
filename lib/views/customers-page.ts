import { z } from "zod";
import { authorize } from "../access/authorize";
import { lineStatus } from "../claims/list/rules";
import type { Tx } from "../ctx";
import { listCustomers, type CustomerRow } from "../customers/list";
import { getCustomersHead, PLACES } from "../customers/queries";
import { customerState, type CustomerFacts, type CustomerState } from "../customers/rules";
import {
  customersQuery,
  isNarrowed,
  tabs,
  type CustomersQuery,
  type CustomerStatus,
  type Tab,
} from "../customers/schema";
import { isOpenToAdd } from "../engagements/rules";
import { Refusal } from "../errors";
import type { Count } from "../lists/schema";
import { placeName } from "./readable";
import { openDrafts, type OpenDraft } from "./open-drafts";
import { completionOf, type Completed } from "./wizard-parts";

export type CustomerLine = {
  tenantId: string;
  associationId: string | null;
  claimNumber: number | null;
  name: string;
  /** P19: on what evidence the programme imported the round. */
  evidence: string | null;
  state: CustomerState;
  /** By which the row is found on its page: of the tenant, round or claim that its step is about. */
  rowId: string;
};

export type CustomersView = {
  engagement: { slug: string; name: string; solutionArea: string; hasCustomers: boolean };
  /** False once the last day to add customers is over, or before the workshop is available. */
  open: boolean;
  query: CustomersQuery;
  /** Of all customers, or of those that a search finds. */
  counts: Record<Tab, Count>;
  /** A search has too many hits to be sorted: what is shown are the first that were met. */
  many: boolean;
  /** The statuses that occur on this tab or are asked for, for the filter. */
  statuses: { status: CustomerStatus; count: number }[];
  /** Locations that the list can be narrowed down to; null: too many to offer. */
  places: { mpnId: string; name: string }[] | null;
  rows: CustomerLine[];
  /** Where the next page begins; null on the last one. */
  next: string | null;
  /** What a wizard has just done: `done` in the address is its draft. */
  completion: Completed | null;
  /** D4: what the reader began here and left; on the first page of "Eligible". */
  drafts: OpenDraft[];
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
  const { engagement, counts, left, timeZone, places } = await getCustomersHead(tx, input.slug);
  if (!engagement.hasCustomers) throw new Refusal("not_found");
  const of = (tab: Tab) => counts.filter((entry) => entry.tab === tab);
  const page = await listCustomers(tx, engagement.id, query, (tab) => ({
    placed: sumOf(of(tab).filter(({ status }) => status !== "known")),
    listed: sumOf(
      of(tab).filter(
        ({ status }) => query.status.length === 0 || query.status.some((one) => one === status),
      ),
    ),
  }));
  const { found } = page;
  const countOf = (tab: Tab) =>
    found?.[tabs.indexOf(tab)] ?? { count: sumOf(of(tab)), more: false };
  const done = z.guid().safeParse(input.search.done);
  return {
    engagement: {
      slug: engagement.slug,
      name: engagement.name,
      solutionArea: engagement.solutionArea,
      hasCustomers: engagement.hasCustomers,
    },
    open: isOpenToAdd(engagement, tx.now, timeZone),
    query,
    counts: {
      eligible: countOf("eligible"),
      ineligible: countOf("ineligible"),
      complete: countOf("complete"),
    },
    many: page.many,
    statuses: statusesOf(query, of(query.tab)),
    places:
      places.length > PLACES
        ? null
        : places.map((place) => ({ ...place, name: placeName(place.name, tx.actor.partnerName) })),
    rows: page.rows.flatMap((row) => lineOf(row, query, tx.now)),
    next: page.next,
    completion: done.success ? await completionOf(tx, done.data) : null,
    drafts:
      left && query.tab === "eligible" && query.after === null && !isNarrowed(query)
        ? await openDrafts(tx, engagement.id)
        : [],
  };
}

function statusesOf(
  { status: asked }: CustomersQuery,
  counts: CustomersView["statuses"],
): CustomersView["statuses"] {
  const met = counts.filter(({ count }) => count > 0);
  const missing = asked.filter((one) => !met.some(({ status }) => status === one));
  return [...met, ...missing.map((status) => ({ status, count: 0 }))];
}

function sumOf(counts: { count: number }[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

function lineOf(row: CustomerRow, { status }: CustomersQuery, now: Date): CustomerLine[] {
  const state = stateOf(row, now);
  if (state === null) return [];
  if (state.kind === "claimed" && status.length > 0 && !status.includes(state.claimStatus))
    return [];
  const { tenantId, associationId, claimNumber, name, evidence } = row;
  return [
    { tenantId, associationId, claimNumber, name, evidence, state, rowId: rowIdOf(row, state) },
  ];
}

type Named = Pick<CustomerRow, "tenantId" | "associationId" | "claimNumber">;

/** By which a row is named in the address of its next step: the tenant, the round or the claim. */
export function rowIdOf(
  { tenantId, associationId, claimNumber }: Named,
  { action }: CustomerState,
) {
  if (action === "claim_customer" || action === "why") return tenantId;
  if (action === null || action === "trigger_consent" || action === "resend_consent")
    return associationId ?? "";
  return String(claimNumber ?? "");
}

/** Where a row stands. W11: a claim whose time ran out says so before a job has recorded it. */
export function stateOf(
  row: CustomerFacts & Pick<CustomerRow, "claimDueAt">,
  now: Date,
): CustomerState | null {
  const state = customerState(row, now);
  if (state?.kind !== "claimed" || row.claimDueAt === null) return state;
  const line = { status: state.claimStatus, dueAt: row.claimDueAt };
  return { ...state, claimStatus: lineStatus(line, now) };
}
