import { sql } from "drizzle-orm";
import {
  type auditLog,
  claimComments,
  claimDocuments,
  claimReviews,
  workshopClaims,
} from "@/db/schema";
import type { ClaimStatus } from "@/lib/claims/rules";
import { fingerprint } from "@/lib/audit/fingerprint";
import type { Tx } from "@/lib/ctx";
import { listEngagements } from "@/lib/engagements/queries";
import { receiveBytes } from "@/lib/files/receive";
import type { FileStore } from "@/lib/files/store";
import { dateIn, deadline } from "@/lib/time/deadline";
import { acting, type ActAs, type As } from "./acts/acting";
import { claimStory, type Step } from "./claim-story";
import { commentRows } from "./comments";
import { between } from "./calendar";
import { decisionOf } from "./claim-decisions";
import { documentRows } from "./document-rows";
import { linkId } from "./envelope";
import type { Played } from "./rounds";
import { writeSurveys } from "./write-surveys";

type ClaimRow = typeof workshopClaims.$inferInsert & { id: string };

/**
 * Walks each claim from editing to where it stands: every move by whom it belongs to, as row-level
 * security and the table of moves demand.
 * @returns what the audit log says of their surveys
 */
export async function walkClaims(
  tx: Tx,
  files: FileStore,
  all: { played: Played[]; rows: ClaimRow[] },
): Promise<(typeof auditLog.$inferInsert)[]> {
  return acting(tx, (actAs) => walkAll({ tx, files, actAs }, all));
}

type Walk = { tx: Tx; files: FileStore; actAs: ActAs };

async function walkAll(
  walk: Walk,
  { played, rows }: { played: Played[]; rows: ClaimRow[] },
): Promise<(typeof auditLog.$inferInsert)[]> {
  const { tx, actAs } = walk;
  const asks = new Map((await listEngagements(tx)).map(({ id, surveys }) => [id, surveys]));
  const claims = new Map(rows.map((row) => [row.associationId, row]));
  const entries: (typeof auditLog.$inferInsert)[] = [];
  for (const one of played) {
    const claim = claims.get(one.association.id);
    if (!claim) continue;
    const story = claimStory(one, tx.now);
    if (story.some(({ to }) => to === "submitted"))
      await writeDocuments(walk, { played: one, claim });
    const days = await writeDays(walk, one, claim);
    const told = await writeSurveys(tx, one, {
      claim,
      surveys: asks.get(claim.engagementId) ?? { partner: [], customer: [] },
      actAs,
    });
    entries.push(...told, ...editedOf(one, claim, days));
    for (const step of story) await move(walk, one, claim, step);
    await writeComments(walk, one, claim, story.at(-1)?.to);
  }
  return entries;
}

/** D20: a customer is asked once the days of the workshop are known. */
async function writeDays(
  { tx, actAs }: Walk,
  { association }: Played,
  claim: ClaimRow,
): Promise<Days | null> {
  const { consentedAt, submittedAt } = association;
  if (!consentedAt) return null;
  const at = between(consentedAt, submittedAt ?? tx.now);
  const day = (share: number) => dateIn(at(share), claim.timeZone);
  await actAs({ actor: "system" });
  const days = { workshopFrom: day(0.5), workshopUntil: day(0.55) };
  await tx.db
    .update(workshopClaims)
    .set(days)
    .where(sql`${workshopClaims.id} = ${claim.id}`);
  return { ...days, at: at(0.55) };
}
type Days = { workshopFrom: string; workshopUntil: string; at: Date };

/** What the log says of the days, and of the invoice that came with them. */
function editedOf(
  { association }: Played,
  claim: ClaimRow,
  days: Days | null,
): (typeof auditLog.$inferInsert)[] {
  if (!days) return [];
  const { at, workshopFrom, workshopUntil } = days;
  const invoice = invoiceOf(association, claim);
  const { invoiceNumber = null, invoiceAmount = null, invoiceCurrency = null } = invoice;
  const amount = invoiceAmount === null ? null : Number(invoiceAmount).toFixed(2);
  return [
    {
      chain: claim.partnerId,
      seq: 0,
      at: association.submittedAt ?? at,
      event: "claim.edited",
      actorKind: "partner",
      actorId: association.createdBy,
      subjectId: claim.id,
      data: {
        number: claim.number,
        part: "invoice",
        fields: [...Object.keys(invoice), "workshopFrom", "workshopUntil"],
        proof: fingerprint([invoiceNumber, amount, invoiceCurrency, workshopFrom, workshopUntil]),
      },
      prevHash: "",
      hash: "",
    },
  ];
}

/** The documents of a claim that was sent in. */
async function writeDocuments(
  { tx, files, actAs }: Walk,
  { played, claim }: { played: Played; claim: ClaimRow },
): Promise<void> {
  const rows = documentRows(played, claim.id);
  if (rows.length === 0) return;
  await actAs({ actor: "system" });
  for (const { bytes } of rows) await files.put(await receiveBytes(bytes));
  await tx.db.insert(claimDocuments).values(rows.map(({ row }) => row));
}

/** What partner and programme wrote about it: each in their own scope. */
async function writeComments(
  { tx, actAs }: Walk,
  played: Played,
  claim: ClaimRow,
  status: ClaimStatus | undefined,
): Promise<void> {
  const { partnerId } = played.association;
  for (const row of commentRows(played, claim.id, status, tx.now)) {
    const at = row.authorKind === "operator" ? null : partnerId;
    await actAs({ actor: "person", userId: row.authorId, partnerId: at });
    await tx.db.insert(claimComments).values(row);
  }
}

async function move(
  { tx, actAs }: Walk,
  played: Played,
  claim: ClaimRow,
  step: Step,
): Promise<void> {
  const { partnerId } = played.association;
  await actAs(moverOf(step, played));
  await tx.db
    .update(workshopClaims)
    .set({ status: step.to, statusAt: step.at, ...factsOf(played, claim, step) })
    .where(sql`${workshopClaims.id} = ${claim.id}`);
  const decision = decisionOf(step, played);
  if (decision)
    await tx.db.insert(claimReviews).values({ ...decision, partnerId, claimId: claim.id });
}

function moverOf({ mover, by }: Step, played: Played): As {
  if (mover === "clock") return { actor: "system" };
  if (mover === "customer")
    return { actor: "visitor", purpose: "consent", linkId: linkId(played, "request") };
  const partnerId = mover === "operator" ? null : played.association.partnerId;
  return { actor: "person", userId: by, partnerId };
}

function factsOf(
  { association }: Played,
  claim: ClaimRow,
  { to, at, by }: Step,
): Partial<typeof workshopClaims.$inferInsert> {
  switch (to) {
    case "submitted":
      return { submittedAt: at, submittedBy: by, ...invoiceOf(association, claim) };
    case "under_review":
      return { reviewerId: by, reviewerSince: at };
    case "approved":
      return { approvedAt: at };
    case "paid":
      return { paidAt: at, paymentReference: `PAY-${String(claim.number)}` };
    case "rejected":
      return { rejectedAt: at, disputeDueAt: deadline(at, claim.disputeDays, claim.timeZone) };
    case "disputed":
      return { disputedAt: at };
    default:
      return {};
  }
}

/** What the partner entered about its invoice. */
function invoiceOf(
  { consentedAt, submittedAt }: Played["association"],
  { number, timeZone }: ClaimRow,
): Partial<typeof workshopClaims.$inferInsert> {
  if (!consentedAt || !submittedAt) return {};
  return {
    invoiceNumber: `${String(submittedAt.getUTCFullYear())}-${String(number % 10_000).padStart(4, "0")}`,
    invoiceAmount: String(4_500 + (number % 10) * 250),
    invoiceCurrency: timeZone.startsWith("America/") ? "USD" : "EUR",
  };
}
