import { and, eq, sql } from "drizzle-orm";
import { bandProposals, engagementRates, users } from "@/db/schema";
import { record } from "../../audit/record";
import type { Operator, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { getSettings } from "../../programme/queries";
import { refuseNoneElsewhere, type Band } from "./place-countries";
import { lockWords, type Word } from "./queries";
import type { WhichProposal } from "./schema";

/**
 * A step: which countries a market band has moves money once something is paid anywhere, and waits for another catalogue editor
 * where the programme asks for two (P6). A second proposal takes the place of the first.
 * Refuses with `band_elsewhere`.
 * @returns whether it waits; false: it may be written
 */
export async function proposeCountries(
  tx: Tx<Operator>,
  stands: Word,
  { key, countries, elsewhere }: Band,
): Promise<boolean> {
  if (countries === stands.countries && elsewhere === stands.elsewhere) return false;
  if (!(await doesWait(tx))) return false;
  await refuseNoneElsewhere(tx, { key, countries, elsewhere });
  await tx.db.delete(bandProposals).where(eq(bandProposals.band, key));
  const { now: proposedAt, actor } = tx;
  await tx.db
    .insert(bandProposals)
    .values({ band: key, elsewhere, countries, proposedAt, proposedBy: actor.userId });
  const data = { key, countries: countries || "–", elsewhere };
  await record(tx, { event: "band.proposed", subjectId: stands.id, data });
  return true;
}

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
