import { createHash } from "node:crypto";
import { authorize } from "../access/authorize";
import type { Ctx } from "../ctx";
import { Refusal } from "../errors";
import { keepProgramme } from "./keep-programme";
import { readLogo } from "./logo.rules";

const shown = (hash: string | null, type: string | null) =>
  hash === null || type === null ? null : `${hash}.${type}`;

/**
 * P3: an administrator gives the programme a logo, or takes it away.
 * Refuses like `keepProgramme`, and at the field `logo` with what `readLogo` finds wrong.
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
  await keepProgramme(ctx, {
    revision,
    names: ["logo"],
    wanted: { logo: shown(logoHash, logoType) },
    standing: (settings) => ({ logo: shown(settings.logoHash, settings.logoType) }),
    set: { logo: bytes && Buffer.from(bytes), logoHash, logoType },
  });
}
