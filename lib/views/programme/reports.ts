import { z } from "zod";
import { authorize } from "../../access/authorize";
import { workshopFacts } from "../../consent/facts";
import { listReports, type ReportRow } from "../../consent/list";
import { reportsQuery, type ReportsQuery } from "../../consent/list.schema";
import { findBan, findReported } from "../../consent/reports/queries";
import { whyNotAsk } from "../../consent/rules";
import type { Tx } from "../../ctx";
import { Refusal } from "../../errors";

export type ReportLine = ReportRow;
export type ReportsView = {
  query: ReportsQuery;
  rows: ReportLine[];
  next: string | null;
  many: boolean;
};

/** What recipients told us by "Not expected? Tell us", the newest first (D10). For the programme. */
export async function programmeReports(
  tx: Tx,
  { search, size }: { search: Record<string, string | string[] | undefined>; size?: number },
): Promise<ReportsView> {
  authorize(tx, "programme.read");
  const query = reportsQuery.parse(search);
  const { rows, next, many } = await listReports(tx, query, size);
  return { query, rows, next, many };
}

type Act = { at: Date; name: string };
type Reasoned = Act & { reason: string };

export type ReportView = {
  id: string;
  createdAt: Date;
  message: string;
  partnerName: string;
  tenant: { id: string; name: string };
  workshopName: string;
  contact: { name: string; email: string };
  partnerContact: { name: string; email: string };
  /** Where the request stands, and until when it can be answered, in the location's zone. */
  request: "open" | "stopped" | "ended";
  /** D19: whether the partner may ask this address again; null: nobody forbade it. */
  ban: { state: "banned" | "lifted"; last: Reasoned } | null;
  consentDueAt: Date;
  timeZone: string;
  looked: Act | null;
  done: Act | null;
  note: string;
  /** The reader belongs to the partner, or may look only. */
  own: boolean;
};

/** One report, to be acted on. Throws `not_found`. */
export async function programmeReport(
  tx: Tx,
  { reportId }: { reportId: string },
): Promise<ReportView> {
  authorize(tx, "reports.handle");
  if (!z.guid().safeParse(reportId).success) throw new Refusal("not_found");
  const found = await findReported(tx, reportId);
  if (!found) throw new Refusal("not_found");
  const { report, request } = found;
  const facts = await workshopFacts(tx, request.associationId);
  const live = request.replacedAt === null && request.closedAt === null;
  const { tenantId } = facts;
  const of = {
    ...{ partnerId: report.partnerId, tenantId },
    ...{ requestId: request.id, email: request.contactEmail },
  };
  const open = live && whyNotAsk(facts, tx.now) === null;
  return {
    id: report.id,
    createdAt: report.createdAt,
    message: report.message,
    partnerName: facts.workshop.partnerName,
    tenant: { id: facts.tenantId, name: facts.workshop.tenantName },
    workshopName: facts.workshop.engagementName,
    contact: {
      name: `${request.contactFirstName} ${request.contactLastName}`,
      email: request.contactEmail,
    },
    partnerContact: { name: request.partnerContactName, email: request.partnerContactEmail },
    request: request.closedFor === "programme" ? "stopped" : open ? "open" : "ended",
    ban: banOf(await findBan(tx, of)),
    consentDueAt: facts.consentDueAt,
    timeZone: facts.workshop.timeZone,
    looked: actOf(report.lookedAt, found.lookedBy),
    done: actOf(report.doneAt, found.doneBy),
    note: report.note ?? "",
    own: tx.actor.companies.includes(report.partnerId),
  };
}

function banOf(found: Awaited<ReturnType<typeof findBan>>): ReportView["ban"] {
  if (!found) return null;
  const { ban, bannedBy, liftedBy } = found;
  if (ban.liftedAt === null)
    return { state: "banned", last: { at: ban.bannedAt, name: bannedBy, reason: ban.reason } };
  const last = { at: ban.liftedAt, name: liftedBy ?? "", reason: ban.liftedWhy ?? "" };
  return { state: "lifted", last };
}

function actOf(at: Date | null, name: string | null): Act | null {
  return at === null ? null : { at, name: name ?? "" };
}
