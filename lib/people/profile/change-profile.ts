import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { announce } from "../deed";
import { lockSession, type Own } from "../factors/own-session";
import type { ProfileInput } from "./schema";

const fields = ["name", "title", "phone", "timeZone"] as const;

/**
 * U6: somebody says who they are; customers, colleagues and the programme read it from then on. What was sent before
 * keeps what it said. The log keeps which parts changed. Safe to repeat.
 * Refuses with `signed_out`.
 */
export async function changeProfile(ctx: Ctx, own: Own, wanted: ProfileInput): Promise<void> {
  authorize(ctx, "session.manage");
  const { userId } = own;
  await transaction(ctx, async (tx) => {
    await lockSession(tx, own);
    const [stands] = await tx.db.select().from(users).where(eq(users.id, userId));
    const changed = fields.filter((field) => stands?.[field] !== wanted[field]);
    if (changed.length === 0) return;
    const { name, title, phone, timeZone } = wanted;
    await announce(tx, "profile", userId);
    await tx.db.update(users).set({ name, title, phone, timeZone }).where(eq(users.id, userId));
    await record(tx, {
      event: "person.profile_changed",
      subjectId: userId,
      data: { userId, fields: changed },
    });
  });
}
