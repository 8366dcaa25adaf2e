import { and, desc, eq, sql } from "drizzle-orm";
import {
  associations,
  consentReports,
  consentRequests,
  engagements,
  partners,
  tenants,
} from "@/db/schema";
import { authorize } from "../../access/authorize";
import type { Tx } from "../../ctx";
import { readPageKey, writePageKey } from "./page-key";

export type ReportLine = {
  id: string;
  createdAt: Date;
  message: string;
  partner: string;
  tenantId: string;
  tenant: string;
  engagement: string;
};
export type ReportsView = { rows: ReportLine[]; next: string | null };

/** What recipients told us by "Not expected? Tell us", the newest first (D10). For the programme. */
export async function programmeReports(
  tx: Tx,
  { after, size = 50 }: { after?: string | undefined; size?: number },
): Promise<ReportsView> {
  authorize(tx, "programme.read");
  const key = readPageKey(after);
  const found = await tx.db
    .select({
      id: consentReports.id,
      createdAt: consentReports.createdAt,
      message: consentReports.message,
      partner: partners.name,
      tenantId: tenants.id,
      tenant: tenants.name,
      engagement: engagements.name,
    })
    .from(consentReports)
    .innerJoin(consentRequests, eq(consentRequests.id, consentReports.requestId))
    .innerJoin(associations, eq(associations.id, consentRequests.associationId))
    .innerJoin(partners, eq(partners.id, consentReports.partnerId))
    .innerJoin(tenants, eq(tenants.id, associations.tenantId))
    .innerJoin(engagements, eq(engagements.id, associations.engagementId))
    .where(
      and(
        key
          ? sql`(${consentReports.createdAt}, ${consentReports.id}) < (${key.at}, ${key.id})`
          : undefined,
      ),
    )
    .orderBy(desc(consentReports.createdAt), desc(consentReports.id))
    .limit(size + 1);
  const rows = found.slice(0, size);
  const last = rows.at(-1);
  return { rows, next: found.length > size && last ? writePageKey(last) : null };
}
