import { authorize } from "../access/authorize";
import { reading, type Ctx } from "../ctx";
import { getListing, listVersions, nextOf, readContent } from "../engagements/editing/queries";
import { fieldsOf } from "../engagements/editing/rules";
import type { ChangeVersionInput } from "../engagements/editing/schema";
import { countMeeting, listCustomerEffects, type TenantCounts } from "./effect.queries";

export type TypedCounts = TenantCounts & Record<"customers" | "gains" | "loses" | "rounds", number>;

/**
 * P11: who would meet the criteria that a catalogue editor has typed, before they are saved: how many tenants, and how many
 * of the customers and open rounds in the lists of partners change tab.
 * Refuses with `not_found`, and `line_wrong` at what cannot be read.
 */
export async function countTyped(
  ctx: Ctx,
  { slug, ...typed }: Extract<ChangeVersionInput, { part: "customers" }>,
): Promise<TypedCounts> {
  authorize(ctx, "engagements.edit");
  return reading(ctx, async (tx) => {
    const listing = await getListing(tx, slug);
    const next = nextOf(await listVersions(tx, listing.id));
    const rules = await readContent(tx, { ...fieldsOf(next), ...typed });
    const effects = await listCustomerEffects(tx, listing.id, rules);
    const sum = (of: "known" | "gains" | "loses" | "rounds") =>
      effects.reduce((total, effect) => total + effect[of], 0);
    return {
      ...(await countMeeting(tx, rules)),
      customers: sum("known"),
      gains: sum("gains"),
      loses: sum("loses"),
      rounds: sum("rounds"),
    };
  });
}
