import { z } from "zod";
import { authorize } from "../access/authorize";
import { workshopFacts } from "../consent/facts";
import type { Tx } from "../ctx";
import { tabs, type Tab } from "../customers/schema";
import { Refusal } from "../errors";
import { customersPage } from "./customers-page";
import { historyPage } from "./history";

export type WhereRound = {
  slug: string;
  /** The customer's name, by which the list is searched. */
  q: string;
  /** The list on which the round stands now: a tab of Customers, or the history. */
  list: Tab | "history";
  /** The id of its row; null where it is behind too many of the same name to be seen. */
  row: string | null;
};

/**
 * Where the row of a round stands now: a mail that was sent about it long ago leads there too.
 * Throws `no_role`, `not_found`.
 */
export async function whereRound(
  tx: Tx,
  { slug, associationId }: { slug: string; associationId: string },
): Promise<WhereRound> {
  authorize(tx, "customers.read");
  if (!z.guid().safeParse(associationId).success) throw new Refusal("not_found");
  const facts = await workshopFacts(tx, associationId);
  if (facts.engagementSlug !== slug) throw new Refusal("not_found");
  const q = facts.workshop.tenantName;
  for (const tab of tabs) {
    const { rows } = await customersPage(tx, { slug, search: { tab, q } });
    const line = rows.find((one) => one.associationId === associationId);
    if (line) return { slug, q, list: tab, row: line.rowId };
  }
  const { rounds } = await historyPage(tx, { slug, search: { q } });
  if (rounds.some(({ id }) => id === associationId))
    return { slug, q, list: "history", row: associationId };
  return { slug, q, list: facts.endedAt === null ? "eligible" : "history", row: null };
}
