import { sql } from "drizzle-orm";
import type { Tx } from "../ctx";
import { claimsCompared } from "./compare/claims";
import { difference, type Difference } from "./compare/difference";
import { networkCompared } from "./compare/network";
import { paymentsCompared } from "./compare/payments";
import { peopleCompared } from "./compare/people";
import { placesCompared } from "./compare/places";
import { programmeCompared } from "./compare/programme";
import { proof } from "./compare/proof";
import { requestsCompared } from "./compare/requests";
import { roundsCompared } from "./compare/rounds";
import { tenantsCompared } from "./compare/tenants";
import { unknownCompared } from "./compare/unknown";

const compared = [
  ...roundsCompared,
  ...requestsCompared,
  ...claimsCompared,
  ...proof,
  ...programmeCompared,
  ...placesCompared,
  ...paymentsCompared,
  ...networkCompared,
  ...peopleCompared,
  ...tenantsCompared,
  ...unknownCompared,
];

/**
 * Compares what was decided, consented to, claimed, reviewed, handed in, answered and forbidden, and who
 * decides for the programme, what partners and locations are, where these stand and are paid, what payment runs paid, and who works there, with what the log says
 * of it (D15): a fact that differs, that the log does not know, or that is gone. Read only.
 * @param most stops after this many of each kind
 */
export async function compareFacts(
  tx: Tx,
  { most = 100 }: { most?: number } = {},
): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const statement of compared) {
    const { rows } = await tx.db.execute(sql`${statement} limit ${most}`);
    found.push(...rows.map((row) => difference.parse(row)));
  }
  return found;
}
