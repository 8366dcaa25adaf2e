import { authorize } from "../../access/authorize";
import { transaction, type Ctx } from "../../ctx";
import { optionalNotices } from "../../notify/optional.rules";
import { lockSession, type Own } from "../factors/own-session";
import { keepChoice } from "./keep-choice";
import type { NoticesInput } from "./schema";

/**
 * K7: somebody says how often they want a digest, and which of the notices that are no duty; what is a duty comes
 * whatever they say. It is no business act and leaves no audit row. Safe to repeat.
 * Refuses with `signed_out`.
 */
export async function changeNotices(ctx: Ctx, own: Own, wanted: NoticesInput): Promise<void> {
  authorize(ctx, "session.manage");
  const { digest, notices } = wanted;
  await transaction(ctx, async (tx) => {
    await lockSession(tx, own);
    const muted = optionalNotices.filter((one) => !notices.includes(one));
    await keepChoice(tx, own.userId, { digest, muted });
  });
}
