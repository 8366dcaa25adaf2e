import { sql } from "drizzle-orm";
import { consentReports, rowOf } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { getReport } from "./queries";
import type { HandleReportInput } from "./schema";

/**
 * Staff look at a report of an unexpected request, note what they found, and say when it is done. Who
 * looked first stays; a note can be changed, and what is done can be taken up again.
 * Refuses with `not_found`, and with `own_company` for staff who belong to the partner.
 */
export async function handleReport(
  ctx: Ctx,
  { report: id, note, done }: HandleReportInput,
): Promise<void> {
  authorize(ctx, "reports.handle");
  await transaction(ctx, async (tx) => {
    const report = await getReport(tx, id);
    const { userId } = tx.actor;
    const { lookedAt, lookedBy, doneAt, doneBy } = consentReports;
    const first = {
      lookedAt: sql`coalesce(${lookedAt}, ${tx.now.toISOString()}::timestamptz)`,
      lookedBy: sql`coalesce(${lookedBy}, ${userId}::uuid)`,
    };
    const end =
      done === "no"
        ? { doneAt: null, doneBy: null }
        : {
            doneAt: sql`coalesce(${doneAt}, ${tx.now.toISOString()}::timestamptz)`,
            doneBy: sql`coalesce(${doneBy}, ${userId}::uuid)`,
          };
    await tx.db
      .update(consentReports)
      .set({ ...first, ...end, note: note || null })
      .where(rowOf(consentReports, report.partnerId, id));
    await record(tx, {
      event: done === "yes" ? "report.done" : "report.looked_at",
      subjectId: report.associationId,
      partnerId: report.partnerId,
      data: { reportId: id, requestId: report.requestId, note },
    });
  });
}
