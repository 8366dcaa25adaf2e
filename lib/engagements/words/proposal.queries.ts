import { and, eq, sql } from "drizzle-orm";
import { bandProposals, engagementRates, users } from "@/db/schema";
import type { Operator, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { getSettings } from "../../programme/queries";
import type { Band } from "./place-countries";
import { lockWords } from "./queries";
import type { WhichProposal } from "./schema";

/** Whether a change of a band's countries waits for a second editor. */
export async function doesWait(tx: Tx<Operator>): Promise<boolean> {
  if (!(await getSettings(tx))?.twoEditors) return false;
  const paid = await tx.db
    .select({ one: sql`1` })
    .from(engagementRates)
    .limit(1);
  return paid.length > 0;
}

/** What waits for another editor to agree (P6): `id` names this state of it. */
export type Proposal = Band & { id: string; proposedBy: string; proposedByName: string };

/** What a band waits for. */
export async function findProposal(tx: Tx, band: string, id?: string): Promise<Proposal | null> {
  const [found] = await tx.db
    .select({
      id: bandProposals.id,
      key: bandProposals.band,
      countries: bandProposals.countries,
      elsewhere: bandProposals.elsewhere,
      proposedBy: bandProposals.proposedBy,
      proposedByName: users.name,
    })
    .from(bandProposals)
    .innerJoin(users, eq(users.id, bandProposals.proposedBy))
    .where(
      and(eq(bandProposals.band, band), id === undefined ? undefined : eq(bandProposals.id, id)),
    );
  return found ?? null;
}

/** A step: what was on somebody's page still waits, and nobody else changes words meanwhile. Refuses with `not_found`. */
export async function lockProposal(
  tx: Tx<Operator>,
  { key, proposal: id }: WhichProposal,
): Promise<Proposal> {
  await lockWords(tx);
  const found = await findProposal(tx, key, id);
  if (!found) throw new Refusal("not_found");
  return found;
}
