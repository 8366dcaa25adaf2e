import { eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { consentReports, consentRequests, users } from "@/db/schema";
import type { Operator, Tx } from "../../ctx";
import { Refusal } from "../../errors";

/**
 * A report that the actor may act on, with the request that it is about.
 * Refuses with `not_found`, and with `own_company` for staff who belong to the partner.
 */
export async function getReport(tx: Tx<Operator>, id: string) {
  const [report] = await tx.db
    .select({
      partnerId: consentReports.partnerId,
      requestId: consentReports.requestId,
      associationId: consentRequests.associationId,
    })
    .from(consentReports)
    .innerJoin(consentRequests, eq(consentRequests.id, consentReports.requestId))
    .where(eq(consentReports.id, id));
  if (!report) throw new Refusal("not_found");
  if (tx.actor.companies.includes(report.partnerId)) throw new Refusal("own_company");
  return report;
}

/** A report with its request, and who did what with it; null: there is none. */
export async function findReported(tx: Tx<Operator>, id: string) {
  const looker = alias(users, "looker");
  const doer = alias(users, "doer");
  const [found] = await tx.db
    .select({
      report: consentReports,
      request: consentRequests,
      lookedBy: looker.name,
      doneBy: doer.name,
    })
    .from(consentReports)
    .innerJoin(consentRequests, eq(consentRequests.id, consentReports.requestId))
    .leftJoin(looker, eq(looker.id, consentReports.lookedBy))
    .leftJoin(doer, eq(doer.id, consentReports.doneBy))
    .where(eq(consentReports.id, id));
  return found ?? null;
}
