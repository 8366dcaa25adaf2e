import { randomUUID } from "node:crypto";
import { partners } from "@/db/schema";
import { recordAll } from "../audit/record";
import { insertAll, type Operator, type System, type Tx } from "../ctx";
import { refuseNamesakes } from "./partner.queries";
import type { PartnerFields } from "./schema";

/**
 * A step: a company joins the network (P25).
 * Refuses with `partner_exists` for a second one of its name in its country.
 * @param options its id, where it is known before
 */
export async function addPartner(
  tx: Tx<Operator> | Tx<System>,
  fields: PartnerFields,
  { id = randomUUID() }: { id?: string } = {},
): Promise<string> {
  await addPartners(tx, [{ ...fields, id }]);
  return id;
}

/** The same for several, in a few statements: all of them, or none. */
export async function addPartners(
  tx: Tx<Operator> | Tx<System>,
  all: readonly (PartnerFields & { id: string })[],
): Promise<void> {
  const stamp = { createdAt: tx.now, changedAt: tx.now, changedBy: editorOf(tx) };
  const [first, ...more] = all.map((one) => ({ ...one, ...stamp }));
  if (!first) return;
  await refuseNamesakes(tx, all);
  await tx.db.execute(insertAll(partners, [first, ...more]));
  await recordAll(
    tx,
    all.map(({ id, ...after }) => ({
      event: "partner.created",
      subjectId: id,
      partnerId: id,
      data: { after },
    })),
  );
}

/** Who is written as the one who changed a thing: nobody for the product itself. */
export function editorOf({ actor }: Tx<Operator> | Tx<System>): string | null {
  return actor.kind === "operator" ? actor.userId : null;
}
