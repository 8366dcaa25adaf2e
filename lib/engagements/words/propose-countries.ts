import { eq } from "drizzle-orm";
import { bandProposals } from "@/db/schema";
import { record } from "../../audit/record";
import type { Operator, Tx } from "../../ctx";
import { refuseNoneElsewhere, type Band } from "./place-countries";
import { doesWait } from "./proposal.queries";
import type { Word } from "./queries";

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
