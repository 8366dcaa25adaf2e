import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { programme } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { changesOf } from "../changes";
import { transaction, type Ctx } from "../ctx";
import { Refusal } from "../errors";
import { forgetLook } from "../installation";
import { readLogo } from "./logo.rules";
import { getSettings, lockProgramme } from "./queries";

const shown = (hash: string | null, type: string | null) =>
  hash === null || type === null ? null : `${hash}.${type}`;

/**
 * P3, P4: an administrator gives the programme a logo, or takes it away.
 * Refuses at the field `logo` with what `readLogo` finds wrong; with `not_found` before the programme was set up, and
 * with `changed_meanwhile`.
 * @param logo the bytes of a PNG or SVG file; null: none any more
 */
export async function changeLogo(
  ctx: Ctx,
  { logo: bytes, revision }: { logo: Uint8Array | null; revision: number },
): Promise<void> {
  authorize(ctx, "settings.programme");
  const read = bytes && readLogo(bytes);
  if (typeof read === "string") throw new Refusal(read, { field: "logo" });
  const logoHash = bytes && createHash("sha256").update(bytes).digest("base64url").slice(0, 22);
  const logoType = read && read.type;
  await transaction(ctx, async (tx) => {
    await lockProgramme(tx);
    const before = await getSettings(tx);
    if (!before) throw new Refusal("not_found");
    const data = changesOf(["logo"], {
      stands: { ...before, logo: shown(before.logoHash, before.logoType) },
      wanted: { logo: shown(logoHash, logoType) },
      seen: revision,
    });
    if (data === null) return;
    await tx.db
      .update(programme)
      .set({
        logo: bytes && Buffer.from(bytes),
        logoHash,
        logoType,
        revision: revision + 1,
        changedAt: tx.now,
        changedBy: tx.actor.userId,
      })
      .where(eq(programme.id, before.id));
    await record(tx, { event: "programme.changed", subjectId: before.id, data });
  });
  forgetLook(ctx.db);
}
