import { authorize } from "../access/authorize";
import { ATTENTION_MAX, listAttention, type AttentionItem } from "../claims/attention/queries";
import { attentionQuery, type AttentionKind } from "../claims/attention/schema";
import type { AttentionQuery } from "../claims/attention/schema";
import type { PartnerUser, Tx } from "../ctx";
import { readCursor, writeCursor } from "../lists/cursor";
import { countForAdmin } from "../people/members/request.queries";
import { daysLeft } from "../time/deadline";
import { waitingLocations, type LocationLine } from "./locations";
import { openDrafts, type OpenDraft } from "./open-drafts";
import { placeName } from "./readable";

/** How many are shown on a page. */
export const SHOWN = 50;

const keys = { key: "instant", id: "uuid" } as const;

/** The one next step of a row. */
export type AttentionStep =
  | "trigger_consent"
  | "resend_consent"
  /** D21: only another address helps. */
  | "correct_contact"
  | "submit_claim"
  | "fix_claim"
  | "dispute_claim"
  | "resend_survey"
  /** D19: who was asked can no longer answer. */
  | "name_contact"
  /** K6: on the customer's page. */
  | "follow_up";

export type AttentionLine = {
  id: string;
  kind: AttentionKind;
  customer: { id: string; name: string };
  engagement: { slug: string; name: string } | null;
  location: string;
  daysLeft: number;
  /** What it says beside the days: an e-mail's state, the survey that did not arrive, the claim's status. */
  detail:
    | { kind: "mail"; state: "bounced" | "complained" | "failed" }
    | { kind: "survey"; surveys: ("partner" | "customer")[] }
    | { kind: "claim"; status: "action_required" | "rejected" }
    | { kind: "line"; line: string }
    | null;
  step: AttentionStep;
  href: string;
  /** By which the row is found on its page, and named on the way back: of the claim, else the round. */
  rowId: string;
};

export type AttentionView = {
  query: AttentionQuery;
  /** All that is shown with these filters; 100 stands for that many or more. */
  total: number;
  /** Of all kinds together, the most urgent first. */
  rows: AttentionLine[];
  locations: { mpnId: string; name: string }[];
  /** Where the next page begins; null on the last one. */
  next: string | null;
  /** D4: what the reader began and left, the latest first; on the first page without filters. */
  drafts: OpenDraft[];
  /** P27: locations that wait for the reader to be enrolled or paid; on the same page. */
  places: LocationLine[];
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
  const { items, counts, locations } = await listAttention(tx, {
    kind,
    location: query.location === "" ? null : query.location,
    mine: query.owner === "me",
    shown: SHOWN,
    after: readCursor(`attention ${query.kind}`, keys, query.after),
  });
  const left = counts.reduce((sum, { count }) => sum + count, 0);
  const shown = items.slice(0, SHOWN);
  const last = shown.at(-1);
  const filtered = kind !== null || query.location !== "" || query.owner !== "";
  const whole = !filtered && query.after === null;
  return {
    query,
    total: Math.min(left + (filtered ? 0 : await countForAdmin(tx)), ATTENTION_MAX),
    rows: shown.map((item) => lineOf(item, tx)),
    locations,
    next: left > SHOWN && last ? writeCursor(`attention ${query.kind}`, last.dueAt, last.id) : null,
    drafts: whole ? await openDrafts(tx) : [],
    places: whole ? await waitingLocations(tx) : [],
  };
}

function lineOf(item: AttentionItem, { actor, now }: Tx<PartnerUser>): AttentionLine {
  const { id, tenantId, name, engagement, location, dueAt, timeZone, claimNumber } = item;
  const step = stepOf(item);
  const href =
    engagement === null
      ? `/customers/${tenantId}#follow-ups`
      : hrefOf(step, { slug: engagement.slug, id, claimNumber });
  return {
    id,
    kind: item.kind,
    customer: { id: tenantId, name },
    engagement,
    location: placeName(location, actor.partnerName),
    daysLeft: daysLeft(dueAt, now, timeZone),
    detail: detailOf(item),
    step,
    href,
    rowId: href.startsWith("/claims/") ? `claim-${String(claimNumber)}` : id,
  };
}

function hrefOf(
  step: AttentionStep,
  { slug, id, claimNumber }: { slug: string; id: string; claimNumber: number | null },
): string {
  const consent = `/engagements/${slug}/rounds/${id}/consent`;
  if (step === "correct_contact") return `${consent}/contact`;
  if (step === "name_contact") return `/claims/${String(claimNumber)}/edit/customer`;
  return step.endsWith("_consent") ? consent : `/claims/${String(claimNumber)}`;
}

function stepOf({ kind, status, mailState, lostSurveys }: AttentionItem): AttentionStep {
  switch (kind) {
    case "not_sent":
      return "trigger_consent";
    case "consent_ends":
      return "resend_consent";
    case "mail_failed":
      if (lostSurveys.length > 0) return "resend_survey";
      return mailState === "failed" ? "resend_consent" : "correct_contact";
    case "contact_closed":
      return "name_contact";
    case "delivery_ends":
      return "submit_claim";
    case "claims":
      return status === "rejected" ? "dispute_claim" : "fix_claim";
    case "follow_up":
      return "follow_up";
  }
}

function detailOf({
  kind,
  status,
  mailState,
  lostSurveys,
  line,
}: AttentionItem): AttentionLine["detail"] {
  if (lostSurveys.length > 0) return { kind: "survey", surveys: lostSurveys };
  if (kind === "claims") {
    return { kind: "claim", status: status === "rejected" ? "rejected" : "action_required" };
  }
  if (line !== null) return { kind: "line", line };
  if (kind !== "mail_failed") return null;
  const state = mailState === "bounced" || mailState === "complained" ? mailState : "failed";
  return { kind: "mail", state };
}
