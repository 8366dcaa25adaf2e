import { inArray } from "drizzle-orm";
import { proofKinds } from "@/db/schema";
import type { Operator, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { aboutAnything } from "./schema";

/** A step: a reason of reviews is about what there is. Refuses with `unknown_about`. */
export async function refuseUnknownAbout(tx: Tx<Operator>, about: string): Promise<void> {
  const named = about.split(", ");
  const found = await tx.db
    .select({ key: proofKinds.key })
    .from(proofKinds)
    .where(inArray(proofKinds.key, named));
  const known = new Set<string>([...aboutAnything, ...found.map(({ key }) => key)]);
  const unknown = named.find((one) => !known.has(one));
  if (unknown !== undefined)
    throw new Refusal("unknown_about", { field: "about", params: { name: unknown } });
}
