import { templateFiles } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { mediaTypeOf } from "../../files/content";
import { getFiles } from "../../files/files";
import { holdBytes } from "../../files/hold";
import { letGo } from "../../files/receive";
import type { Received } from "../../files/store";
import { getTemplate } from "./queries";
import { templateName } from "./rules";

/**
 * P14: a catalogue editor adds a file that partners fill in; the received file is gone afterwards. Its bytes are in the store
 * before its row is written. It never changes: another version of it has another name; the same file again is there already.
 * Refuses with `template_name`, `template_taken`, and as `mediaTypeOf` says.
 * @param sent what the file is called, as the browser sent it
 * @returns its name in `/templates/NAME`
 */
export async function addTemplate(
  ctx: Ctx,
  { name: sent, file }: { name: string; file: Received },
): Promise<string> {
  try {
    authorize(ctx, "engagements.edit");
    const name = templateName(sent);
    if (name === null) throw new Refusal("template_name");
    const mediaType = await mediaTypeOf(file, name);
    const files = await getFiles(ctx);
    await files.put(file);
    await transaction(ctx, async (tx) => {
      await holdBytes(tx, files, file.sha256);
      const written = await tx.db
        .insert(templateFiles)
        .values({
          name,
          mediaType,
          size: file.size,
          sha256: Buffer.from(file.sha256, "hex"),
          addedAt: tx.now,
          addedBy: tx.actor.userId,
        })
        .onConflictDoNothing()
        .returning({ name: templateFiles.name });
      if (written.length === 0) {
        const stands = await getTemplate(tx, name);
        if (stands.sha256 !== file.sha256) throw new Refusal("template_taken");
        return;
      }
      const data = { name, sha256: file.sha256 };
      await record(tx, { event: "template.added", subjectId: null, data });
    });
    return name;
  } finally {
    await letGo(file);
  }
}
