import { partners } from "@/db/schema";
import { record } from "../audit/record";
import type { Operator, System, Tx } from "../ctx";
import { refuseNamesake } from "./partner.queries";
import type { PartnerFields } from "./schema";

/**
 * A step: a company joins the network (P25).
 * Refuses with `partner_exists` for a second one of its name in its country.
 * @param options its id, where it is known before
 */
export async function addPartner(
  tx: Tx<Operator> | Tx<System>,
  fields: PartnerFields,
  options: { id?: string } = {},
): Promise<string> {
  await refuseNamesake(tx, fields);
  const [made] = await tx.db
    .insert(partners)
    .values({
      ...options,
      ...fields,
      createdAt: tx.now,
      changedAt: tx.now,
      changedBy: editorOf(tx),
    })
    .returning({ id: partners.id });
  if (!made) throw new Error("the partner was not written");
  await record(tx, {
    event: "partner.created",
    subjectId: made.id,
    partnerId: made.id,
    data: { after: fields },
  });
  return made.id;
}

/** Who is written as the one who changed a thing: nobody for the product itself. */
export function editorOf({ actor }: Tx<Operator> | Tx<System>): string | null {
  return actor.kind === "operator" ? actor.userId : null;
}
