import { authorize } from "../access/authorize";
import { ATTENTION_MAX, listAttention, type AttentionItem } from "../claims/attention/queries";
import { attentionKinds, attentionQuery, type AttentionKind } from "../claims/attention/schema";
import type { AttentionQuery } from "../claims/attention/schema";
import type { PartnerUser, Tx } from "../ctx";
import { readCursor, writeCursor } from "../lists/cursor";
import { daysLeft } from "../time/deadline";
import { placeName } from "./readable";

/** How many of a kind are shown among the others, and how many on a page of that kind alone. */
export const SHOWN_OF_EACH = 10;
export const SHOWN_OF_ONE = 50;

const keys = { key: "instant", id: "uuid" } as const;

/** The one next step of a row. */
export type AttentionStep =
  | "trigger_consent"
  | "resend_consent"
  | "submit_claim"
  | "fix_claim"
  | "dispute_claim"
  | "resend_survey";

export type AttentionLine = {
  id: string;
  customer: string;
  engagement: { slug: string; name: string };
  location: string;
  daysLeft: number;
  /** What it says beside the days: an e-mail's state, the survey that did not arrive, the claim's status. */
  detail:
    | { kind: "mail"; state: "bounced" | "complained" | "failed" }
    | { kind: "survey"; surveys: ("partner" | "customer")[] }
    | { kind: "claim"; status: "action_required" | "rejected" }
    | null;
  step: AttentionStep;
  href: string;
};

export type AttentionView = {
  query: AttentionQuery;
  /** All that is shown with these filters; 100 stands for that many or more. */
  total: number;
  groups: { kind: AttentionKind; count: number; rows: AttentionLine[] }[];
  locations: { mpnId: string; name: string }[];
  /** Where the next page of a kind begins; null on the last one, and with all kinds together. */
  next: string | null;
};

/**
 * "Attention required" (section 7; P1, P7 of section 9): what waits for the partner across engagements,
 * the most urgent first, each with its one next step. Takes the raw search parameters of its address.
 * Throws `no_role`.
 */
export async function attentionPage(
  tx: Tx,
  { search }: { search: Record<string, string | string[] | undefined> },
): Promise<AttentionView> {
  authorize(tx, "claims.read");
  const query = attentionQuery.parse(search);
  const kind = query.kind === "" ? null : query.kind;
  const shown = kind === null ? SHOWN_OF_EACH : SHOWN_OF_ONE;
  const { items, counts, locations } = await listAttention(tx, {
    kind,
    location: query.location === "" ? null : query.location,
    shown,
    after: kind === null ? null : readCursor(`attention ${kind}`, keys, query.after),
  });
  const groups = attentionKinds.flatMap((one) => {
    const count = counts.find((entry) => entry.kind === one)?.count ?? 0;
    const rows = items.filter((item) => item.kind === one).map((item) => lineOf(item, tx));
    return count > 0 ? [{ kind: one, count, rows }] : [];
  });
  const last = items.at(-1);
  const more = kind !== null && groups.some(({ count }) => count > shown);
  return {
    query,
    total: Math.min(
      groups.reduce((sum, { count }) => sum + count, 0),
      ATTENTION_MAX,
    ),
    groups,
    locations,
    next: more && last ? writeCursor(`attention ${kind}`, last.dueAt, last.id) : null,
  };
}

function lineOf(item: AttentionItem, { actor, now }: Tx<PartnerUser>): AttentionLine {
  const { id, name, engagement, location, dueAt, timeZone, claimNumber } = item;
  const step = stepOf(item);
  return {
    id,
    customer: name,
    engagement,
    location: placeName(location, actor.partnerName),
    daysLeft: daysLeft(dueAt, now, timeZone),
    detail: detailOf(item),
    step,
    href: step.endsWith("_consent")
      ? `/engagements/${engagement.slug}/customers/${id}/consent`
      : `/claims/${String(claimNumber)}`,
  };
}

function stepOf({ kind, status, lostSurveys }: AttentionItem): AttentionStep {
  switch (kind) {
    case "not_sent":
      return "trigger_consent";
    case "consent_ends":
      return "resend_consent";
    case "mail_failed":
      return lostSurveys.length > 0 ? "resend_survey" : "resend_consent";
    case "delivery_ends":
      return "submit_claim";
    case "claims":
      return status === "rejected" ? "dispute_claim" : "fix_claim";
  }
}

function detailOf({
  kind,
  status,
  mailState,
  lostSurveys,
}: AttentionItem): AttentionLine["detail"] {
  if (lostSurveys.length > 0) return { kind: "survey", surveys: lostSurveys };
  if (kind === "claims") {
    return { kind: "claim", status: status === "rejected" ? "rejected" : "action_required" };
  }
  if (kind !== "mail_failed") return null;
  const state = mailState === "bounced" || mailState === "complained" ? mailState : "failed";
  return { kind: "mail", state };
}
