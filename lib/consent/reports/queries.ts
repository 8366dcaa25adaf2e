import { and, desc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import {
  associations,
  consentReports,
  consentRequests,
  contactBans,
  mailboxKeyOf,
  rowOf,
  users,
} from "@/db/schema";
import type { Operator, Tx } from "../../ctx";
import { Refusal } from "../../errors";

const isReported = rowOf(consentRequests, consentReports.partnerId, consentReports.requestId);

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
      contactEmail: consentRequests.contactEmail,
      tenantId: associations.tenantId,
    })
    .from(consentReports)
    .innerJoin(consentRequests, isReported)
    .innerJoin(
      associations,
      rowOf(associations, consentRequests.partnerId, consentRequests.associationId),
    )
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
    .innerJoin(consentRequests, isReported)
    .leftJoin(looker, eq(looker.id, consentReports.lookedBy))
    .leftJoin(doer, eq(doer.id, consentReports.doneBy))
    .where(eq(consentReports.id, id));
  return found ?? null;
}

/**
 * What the programme last decided about asking an address again: the newest ban of the partner for this
 * mailbox of the tenant, with who banned and who lifted it; null: there was never one.
 */
export async function findBan(
  tx: Tx<Operator>,
  of: { partnerId: string; tenantId: string; email: string },
) {
  const banner = alias(users, "banner");
  const lifter = alias(users, "lifter");
  const [found] = await tx.db
    .select({ ban: contactBans, bannedBy: banner.name, liftedBy: lifter.name })
    .from(contactBans)
    .innerJoin(banner, eq(banner.id, contactBans.bannedBy))
    .leftJoin(lifter, eq(lifter.id, contactBans.liftedBy))
    .where(
      and(
        eq(contactBans.partnerId, of.partnerId),
        eq(contactBans.tenantId, of.tenantId),
        eq(contactBans.mailbox, mailboxKeyOf(sql`${of.email}::text`)),
      ),
    )
    .orderBy(desc(contactBans.bannedAt), desc(contactBans.id))
    .limit(1);
  return found ?? null;
}
