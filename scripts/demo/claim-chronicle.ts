import type { auditLog } from "@/db/schema";
import type { EventName } from "@/lib/audit/events";
import { fingerprint } from "@/lib/audit/fingerprint";
import type { ClaimStatus } from "@/lib/claims/rules";
import { deadline } from "@/lib/time/deadline";
import { decisionOf } from "./claim-decisions";
import { claimStory, type Step } from "./claim-story";
import { documentRows } from "./document-rows";
import type { ClaimRow } from "./consequences";
import type { Played } from "./rounds";

type Entry = typeof auditLog.$inferInsert;
type Claim = Pick<ClaimRow, "id" | "number" | "reviewDueAt" | "disputeDays" | "timeZone">;

const eventOf: Partial<Record<ClaimStatus, EventName>> = {
  under_review: "claim.review_started",
  action_required: "claim.action_asked",
  rejected_final: "claim.rejected_finally",
};

/** What the audit log says of a round's claim up to `now`; what ended before it was sent in stands with its round. */
export function claimChronicle(played: Played, claim: Claim, now: Date): Entry[] {
  const { partnerId: chain } = played.association;
  const row = { chain, seq: 0, prevHash: "", hash: "", subjectId: claim.id };
  let from: ClaimStatus = "editing";
  const story = claimStory(played, now);
  const moves = story.map((step): Entry => {
    const { at, to, mover, by } = step;
    const event = mover === "clock" ? "claim.expired" : (eventOf[to] ?? `claim.${to}`);
    const data = { number: claim.number, from, to, ...toldOf(step, played, claim) };
    from = to;
    const actorKind = mover === "clock" ? "system" : mover;
    return { ...row, at, event, data, actorKind, actorId: by };
  });
  return [
    ...documentsOf(played, claim, story).map((entry) => ({ ...row, ...entry })),
    ...moves.filter(
      ({ data }) => !["cancelled", "not_submitted_expired"].includes(String(data.to)),
    ),
  ];
}

function toldOf(step: Step, played: Played, claim: Claim): Record<string, unknown> {
  const decision = decisionOf(step, played);
  if (decision) {
    const { reasons, comment } = decision;
    const dueAt = dueAfter(step, claim)?.toISOString() ?? null;
    return { reasons, comment: fingerprint([comment]), dueAt };
  }
  if (step.to === "paid") return { paymentReference: `PAY-${String(claim.number)}` };
  if (step.to === "submitted") return { again: false, comment: false };
  return step.mover === "clock" ? { dueAt: step.at.toISOString() } : {};
}

function dueAfter({ to, at }: Step, { reviewDueAt, disputeDays, timeZone }: Claim): Date | null {
  if (to === "rejected") return deadline(at, disputeDays, timeZone);
  return to === "action_required" ? reviewDueAt : null;
}

function documentsOf(played: Played, { id, number }: Claim, story: Step[]) {
  if (!story.some(({ to }) => to === "submitted")) return [];
  return documentRows(played, id).map(({ row }) => {
    const { requirement, name, mediaType, size } = row;
    const sha256 = row.sha256.toString("hex");
    return {
      at: row.uploadedAt,
      event: "document.added",
      actorKind: "partner",
      actorId: row.uploadedBy,
      data: {
        number,
        document: row.id,
        requirement,
        name,
        size,
        sha256,
        proof: fingerprint([requirement, name, mediaType, size, sha256]),
      },
    };
  });
}
