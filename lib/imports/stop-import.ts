import { and, eq } from "drizzle-orm";
import { importRuns } from "@/db/schema";
import { authorize } from "../access/authorize";
import { transaction, type Ctx } from "../ctx";
import { Refusal } from "../errors";
import { kinds } from "./kinds";
import { getRun } from "./queries";

/**
 * P22: an import stops at its next step, and can go on from there. Refuses with `not_found`, and with `import_moved`
 * where it is not being taken in.
 */
export async function stopImport(ctx: Ctx, { id }: { id: string }): Promise<void> {
  authorize(ctx, "programme.read");
  await transaction(ctx, async (tx) => {
    authorize(tx, kinds[(await getRun(tx, id)).kind].act);
    const [asked] = await tx.db
      .update(importRuns)
      .set({ stopAsked: true })
      .where(and(eq(importRuns.id, id), eq(importRuns.state, "running")))
      .returning({ id: importRuns.id });
    if (!asked) throw new Refusal("import_moved");
  });
}
