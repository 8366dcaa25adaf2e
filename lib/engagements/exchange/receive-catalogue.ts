import { createHash } from "node:crypto";
import { catalogueFiles } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";

/** The largest file that is taken. */
export const CATALOGUE_BYTES = 10 << 20;

/**
 * P16: a catalogue editor sends a file, to look at what it would change; nothing of it is done yet.
 * Refuses with `required_file`, and `catalogue_no_text` for what is no text in UTF-8.
 * @param input `name`: as the browser sent it
 * @returns the file's id
 */
export async function receiveCatalogue(
  ctx: Ctx,
  { name, bytes }: { name: string; bytes: Uint8Array },
): Promise<string> {
  authorize(ctx, "engagements.edit");
  if (bytes.length === 0) throw new Refusal("required_file");
  const said = textIn(bytes);
  const fileName =
    name
      .split(/[/\\]/)
      .at(-1)
      ?.replace(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/gu, "")
      .slice(0, 200) || "JSON";
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return transaction(ctx, async (tx) => {
    const [made] = await tx.db
      .insert(catalogueFiles)
      .values({ fileName, sha256, said, madeAt: tx.now, madeBy: tx.actor.userId })
      .returning({ id: catalogueFiles.id });
    if (!made) throw new Error("the file was not written");
    return made.id;
  });
}

function textIn(bytes: Uint8Array): string {
  const text = decoded(bytes);
  if (text === null || text.includes("\0")) throw new Refusal("catalogue_no_text");
  return text;
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
