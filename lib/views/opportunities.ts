import { authorize } from "../access/authorize";
import type { Tx } from "../ctx";
import { opportunityColumns, type OpportunityColumn } from "../customers/opportunities/columns";
import { getOpportunitiesHead, listOpportunities } from "../customers/opportunities/queries";
import { opportunitiesQuery, type OpportunitiesQuery } from "../customers/opportunities/schema";
import { isSearch } from "../lists/search";
import type { Money } from "../money";
import { cellsOf, type OpportunityCell } from "./opportunity-cells";
import { placeName } from "./readable";

export type { OpportunityCell } from "./opportunity-cells";

export type OpportunitiesView = {
  query: OpportunitiesQuery;
  /** What the filters offer. */
  areas: string[];
  locations: { mpnId: string; name: string }[];
  payouts: Money[];
  /** Each with what those shown bring that stand as chosen, or that are eligible. */
  columns: { slug: string; name: string; sum: Money }[];
  /** The workshops that there are columns of, those that are left out included (K4). */
  choices: { slug: string; name: string }[];
  /** How many workshops on offer none of the locations can begin. */
  unpaid: number;
  /** A cell of each column; null where there is nothing that the reader may see. */
  rows: { tenantId: string; name: string; cells: (OpportunityCell | null)[] }[];
  /**
   * How many workshops all customers found could still get, and what these pay; `most` where locations are paid
   * differently, and it is counted where each is paid most. Null where a search finds too many.
   */
  all: { count: number; amount: Money; most: boolean } | null;
  /** Where the next page begins; null on the last one. */
  next: string | null;
};

/**
 * K2: the partner's known customers by name, and where each stands at each workshop on offer that one of the reader's
 * locations can begin. Takes the raw search parameters of its address. Throws `no_role`.
 * @param input `size`: how many customers; a page of them unless said
 */
export async function opportunitiesView(
  tx: Tx,
  { search, size }: { search: Record<string, string | string[] | undefined>; size?: number },
): Promise<OpportunitiesView> {
  authorize(tx, "customers.read");
  const query = opportunitiesQuery.parse(search);
  const { offers, places, eligible } = await getOpportunitiesHead(tx);
  const head = opportunityColumns({ offers, places }, query, tx.now);
  const { mine, wanted, columns } = head;
  const found =
    columns.length === 0
      ? { rows: [], next: null, eligible: {} }
      : await listOpportunities(tx, {
          ...query,
          size,
          engagements: columns.map(({ offer }) => offer.id),
        });
  const rows = found.rows.map((row) => ({
    tenantId: row.id,
    name: row.name,
    cells: cellsOf(row, { columns, places, now: tx.now }),
  }));
  const counts = isSearch(query.q) ? found.eligible : eligible;
  return {
    query,
    areas: [...new Set(head.paid.map(({ offer }) => offer.solutionArea))].sort(),
    locations: mine.map(({ mpnId, name }) => ({
      mpnId,
      name: placeName(name, tx.actor.partnerName),
    })),
    payouts: amountsOf(head.paid),
    columns: columns.map(({ offer: { slug, name }, most }, at) => {
      const cells = rows.map((row) => row.cells[at] ?? null);
      return { slug, name, sum: { ...most, minor: sumOf(cells, query) } };
    }),
    choices: wanted.map(({ offer: { slug, name } }) => ({ slug, name })),
    unpaid: head.unpaid,
    rows,
    all: counts && allOf(columns, counts),
    next: found.next,
  };
}

/** What the workshops pay, each amount once, the least first. */
function amountsOf(columns: readonly OpportunityColumn[]): Money[] {
  const all = new Map(columns.map(({ most }) => [most.minor, most]));
  return [...all.values()].sort((a, b) => a.minor - b.minor);
}

function sumOf(cells: (OpportunityCell | null)[], { chance }: OpportunitiesQuery): number {
  return cells.reduce(
    (sum, cell) =>
      cell?.chance === (chance || "eligible") ? sum + (cell.payout?.minor ?? 0) : sum,
    0,
  );
}

function allOf(
  columns: readonly OpportunityColumn[],
  counts: Record<string, number>,
): OpportunitiesView["all"] {
  const [first] = columns;
  if (!first) return null;
  const all = { count: 0, amount: { ...first.most, minor: 0 }, most: false };
  for (const { offer, most, paying } of columns) {
    const count = counts[offer.id] ?? 0;
    all.count += count;
    all.amount.minor += count * most.minor;
    all.most ||= count > 0 && paying.some(({ amount }) => amount.minor !== most.minor);
  }
  return all;
}
