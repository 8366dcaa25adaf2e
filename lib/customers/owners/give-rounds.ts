import { authorize } from "../../access/authorize";
import { transaction, type Ctx } from "../../ctx";
import { giveAll } from "./give-all";
import type { GiveInput } from "./schema";

/**
 * K6: gives rounds, with their claims, to a colleague with a role where each is; all of them or none. A round that is
 * theirs already stays as it is.
 * Refuses with `not_found` for a round that is not of the actor's locations, or ended by now; with `owner_elsewhere` for
 * somebody without a role there; with `changed_meanwhile` where somebody else was given it since the page was opened.
 */
export async function giveRounds(ctx: Ctx, input: Omit<GiveInput, "customer">): Promise<void> {
  authorize(ctx, "rounds.give");
  await transaction(ctx, (tx) => giveAll(tx, input));
}
