import { eq } from "drizzle-orm";
import { templateFiles } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { lockWords } from "../words/queries";
import { getTemplate } from "./queries";
import type { WhichTemplate } from "./schema";

/**
 * P14: a template that no version names is removed.
 * Refuses with `not_found`, and `template_used`: rounds under way are given it.
 */
export async function removeTemplate(ctx: Ctx, { name }: WhichTemplate): Promise<void> {
  authorize(ctx, "engagements.edit");
  await transaction(ctx, async (tx) => {
    await lockWords(tx);
    const { sha256 } = await getTemplate(tx, name);
    await tx.db.delete(templateFiles).where(eq(templateFiles.name, name));
    await record(tx, { event: "template.removed", subjectId: null, data: { name, sha256 } });
  });
}
