import { and, desc, eq, or, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import {
  associations,
  consentReports,
  consentRequests,
  contactBans,
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

type BanOf = { partnerId: string; tenantId: string; requestId: string; email: string };

/**
 * A condition that finds every ban of the partner for this mailbox of the tenant, also as one that was merged into it, or
 * after this very request: that one where both lost the address (O23).
 */
export function isBanOf({ partnerId, tenantId, requestId, email }: BanOf): SQL | undefined {
  return and(
    eq(contactBans.partnerId, partnerId),
    sql`standing_tenant(${contactBans.tenantId}) = ${tenantId}`,
    or(sql`ban_is_of(${contactBans.mailbox}, ${email})`, eq(contactBans.requestId, requestId)),
  );
}

/**
 * What holds about asking an address again: a ban that stands, else the one that was lifted last, with who banned and who
 * lifted it; null: there was never one.
 */
export async function findBan(tx: Tx<Operator>, of: BanOf) {
  const banner = alias(users, "banner");
  const lifter = alias(users, "lifter");
  const [found] = await tx.db
    .select({ ban: contactBans, bannedBy: banner.name, liftedBy: lifter.name })
    .from(contactBans)
    .innerJoin(banner, eq(banner.id, contactBans.bannedBy))
    .leftJoin(lifter, eq(lifter.id, contactBans.liftedBy))
    .where(isBanOf(of))
    .orderBy(
      sql`${contactBans.liftedAt} desc nulls first`,
      desc(contactBans.bannedAt),
      desc(contactBans.id),
    )
    .limit(1);
  return found ?? null;
}
