import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { transaction, type Ctx } from "../../ctx";
import { publishDraft } from "./publish";
import type { PublishInput } from "./schema";

/**
 * P8, P12: a catalogue editor publishes the draft: it holds from the day that is named, in the programme's time zone, and never
 * changes again. Where the programme asks for two and it moves criteria, it waits for another editor (`agreeVersion`, P6).
 * Refuses with `sign_in_again` (U13), `not_found`, `changed_meanwhile`, `no_draft`, `not_whole` for a version that lacks what
 * partners read, `already_scheduled` while another one is to hold, `day_taken` for a day that is told
 * otherwise, and `rate_gap` where a market band has no rate then (P13).
 * @returns whether it is published, or waits for another editor
 */
export async function publishVersion(
  ctx: Ctx,
  input: PublishInput,
): Promise<"published" | "proposed"> {
  authorize(ctx, "engagements.edit");
  requireFresh(ctx);
  return transaction(ctx, (tx) => publishDraft(tx, input));
}
