import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { auditLog } from "@/db/schema";
import { authorize } from "../access/authorize";
import { listHistory } from "../audit/history";
import { findContacts } from "../claims/queries";
import {
  canTakeBack,
  getStanding,
  listRequestMails,
  findWrongContact,
  listRequests,
  type Asked,
  type RequestMail,
} from "../consent/asked/queries";
import { contactFacts, findRelease, getRelease, standingOf } from "../consent/contacts/queries";
import { isOutside } from "../consent/contacts/rules";
import { workshopFacts, type WorkshopFacts } from "../consent/facts";
import { otherRequestOpen } from "../consent/rivals.queries";
import { whyNotAsk } from "../consent/rules";
import { contactDraft, contactFields, type ContactDraft } from "../consent/schema";
import { getConfig } from "../config";
import type { PartnerUser, Tx } from "../ctx";
import { findDraft } from "../customers/drafts/queries";
import { Refusal } from "../errors";
import { minutesUntil } from "../mail/rules";
import { daysLeft, lastDate } from "../time/deadline";
import type { AskStep, AskView, Contact } from "./ask-screens";
import { personName } from "../input";
import { usualOf } from "../installation";
import { completionOf } from "./wizard-parts";

/**
 * One screen of "Trigger customer consent", and the page of a request that waits for its answer
 * (S44–S54, D11, D13).
 * Throws `no_role`, and `not_found` for an association or draft that is not there.
 */
export async function askConsentView(
  tx: Tx,
  input: {
    slug: string;
    associationId: string;
    draft: string | null;
    step: AskStep;
    rivals?: boolean;
  },
): Promise<AskView> {
  authorize(tx, "consent.read");
  const { slug, associationId, draft, step } = input;
  const ids = z.tuple([z.guid(), z.guid().nullable()]);
  if (!ids.safeParse([associationId, draft]).success) throw new Refusal("not_found");
  const facts = await workshopFacts(tx, associationId);
  if (facts.engagementSlug !== slug) throw new Refusal("not_found");
  const { consentDueAt } = facts;
  const { timeZone } = facts.workshop;
  return {
    engagement: { slug, name: facts.workshop.engagementName },
    tenant: { id: facts.tenantId, name: facts.workshop.tenantName },
    associationId,
    location: { name: facts.workshop.locationName, city: facts.workshop.locationCity },
    timeZone,
    daysLeft: daysLeft(consentDueAt, tx.now, timeZone),
    until: lastDate(consentDueAt, timeZone),
    extended: facts.extendedAt === null ? null : await extensionOf(tx, facts),
    rivals: input.rivals ? await rivalsOf(tx, facts) : null,
    screen: await screenOf(tx, facts, draft, step),
  };
}

/** What the log says of the last time that the round was extended. */
async function extensionOf(tx: Tx<PartnerUser>, { partnerId, associationId }: WorkshopFacts) {
  const which = and(eq(auditLog.subjectId, associationId), eq(auditLog.event, "round.extended"));
  return (await listHistory(tx, partnerId, which)).at(-1) ?? null;
}

async function rivalsOf(tx: Tx<PartnerUser>, facts: WorkshopFacts): Promise<string[]> {
  if (whyNotAsk(facts, tx.now) !== null) return [];
  const { tenantId, engagementId } = facts;
  const open = await otherRequestOpen(tx, { tenantId, engagementIds: [engagementId] });
  return open.map(() => facts.workshop.engagementName);
}

async function screenOf(
  tx: Tx<PartnerUser>,
  facts: WorkshopFacts,
  draft: string | null,
  step: AskStep,
): Promise<AskView["screen"]> {
  const { associationId, engagementId } = facts;
  const key = { id: draft ?? "", kind: "consent", engagementId, subjectId: associationId } as const;
  const found = draft === null ? null : await findDraft(tx, key);
  if (draft !== null && found?.completedAt)
    return { kind: "done", completion: await completionOf(tx, draft) };
  const reason = whyNotAsk(facts, tx.now) ?? (await whyIneligible(tx, facts));
  if (reason !== null) return { kind: "closed", reason };

  const requests = await listRequests(tx, associationId);
  const live = requests.find((one) => one.replacedAt === null && one.closedAt === null);
  const release = live ? await getRelease(tx, live) : null;
  const refused =
    release?.decision === "refused"
      ? { email: release.contactEmail, note: release.note ?? "" }
      : null;
  const asked = live !== undefined && refused === null;
  if (step === "start" && asked)
    return askedOf(tx, live, requests, standingOf(release) === "waiting");
  if (step === "contact" && !asked) return { kind: "elsewhere", step: "start" };
  if (draft === null) return { kind: "begin" };
  const correcting = asked ? contactOf(live) : null;
  const values = found
    ? contactDraft.parse(found.values)
    : await proposed(tx, facts, live ?? requests[0]);
  const ready = found !== null && contactFields.safeParse(values).success;
  if (step === "review" && !ready) return { kind: "elsewhere", step: asked ? "contact" : "start" };
  if (step !== "review") {
    const own = !live && requests[0]?.closedFor === "contact" ? requests[0].contactEmail : null;
    return {
      kind: "contact",
      draft,
      values,
      correcting,
      refused,
      takenBack: takenBackOf(requests),
      own,
    };
  }
  return { kind: "review", draft, values, correcting, outside: await outsideOf(tx, facts, values) };
}

/** K12: replaced by no other. */
function takenBackOf([last]: readonly Asked[]): string | null {
  return last?.replacedAt ? last.contactEmail : null;
}

/** D19: what the last screen says of a contact who is at none of the customer's domains. */
async function outsideOf(
  tx: Tx<PartnerUser>,
  { partnerId, tenantId }: WorkshopFacts,
  { email, contactReason }: ContactDraft,
): Promise<{ reason: string; waits: boolean } | null> {
  const known = { partnerId, tenantId };
  if (!isOutside(email.trim(), await contactFacts(tx, known))) return null;
  const before = await findRelease(tx, { ...known, email: email.trim() });
  if (before && before.decision !== "refused")
    return { reason: before.reason, waits: before.decision === null };
  return { reason: contactReason.trim(), waits: getConfig().CONTACT_RELEASE };
}

async function whyIneligible(tx: Tx<PartnerUser>, facts: WorkshopFacts): Promise<string | null> {
  const { taken, criteriaMet } = await getStanding(tx, facts);
  if (taken) return "no_longer_open";
  return criteriaMet ? null : "not_eligible";
}

async function askedOf(
  tx: Tx<PartnerUser>,
  live: Asked,
  requests: readonly Asked[],
  waiting: boolean,
): Promise<AskView["screen"]> {
  const mails = await listRequestMails(tx, live.associationId);
  return {
    kind: "asked",
    request: {
      ...contactOf(live),
      title: live.contactTitle,
      language: live.language,
      partnerName: live.partnerContactName,
    },
    sentAt: live.sentAt,
    senderName: live.senderName,
    remindersOn: live.remindersOn,
    waiting,
    wrongContact: await findWrongContact(tx, live.id),
    minutesToResend: minutesUntil(live.lastMailAt, getConfig().MAIL_ROUND_MINUTES, tx.now),
    mails,
    takeBack: mails.find(canTakeBack)?.id ?? null,
    former: requests
      .filter(({ id }) => id !== live.id)
      .map((request) => ({
        ...contactOf(request),
        sentAt: request.sentAt,
        unsent: neverLeft(request, requests, mails),
      })),
  };
}

/** K12: all e-mails of a request, up to the next one, fell out before they were sent. */
function neverLeft({ sentAt }: Asked, requests: readonly Asked[], mails: readonly RequestMail[]) {
  const next = requests.map((one) => one.sentAt).findLast((at) => at > sentAt);
  const own = mails.filter(({ createdAt }) => createdAt >= sentAt && (!next || createdAt < next));
  return own.length > 0 && own.every(({ state }) => state === "dropped");
}

function contactOf(request: Asked): Contact {
  const { contactFirstName, contactLastName, contactEmail } = request;
  return { name: personName(contactFirstName, contactLastName), email: contactEmail };
}

/**
 * What the first screen proposes: the last request's contacts, those of the claim that is begun anew
 * (P1 of section 9), else the customer's and the user's.
 */
async function proposed(
  tx: Tx<PartnerUser>,
  facts: WorkshopFacts,
  last: Asked | undefined,
): Promise<ContactDraft> {
  const { actor } = tx;
  if (last) {
    return {
      firstName: last.contactFirstName,
      lastName: last.contactLastName,
      title: last.contactTitle,
      email: last.contactEmail,
      contactReason: "",
      language: last.language,
      partnerName: last.partnerContactName,
      partnerEmail: last.partnerContactEmail,
      partnerPhone: last.partnerContactPhone,
    };
  }
  const former = facts.renewsClaimId === null ? null : await findContacts(tx, facts.renewsClaimId);
  if (former) return { ...former, contactReason: "", partnerPhone: "" };
  // In Belgium nobody is taken to speak one of its languages.
  const languages: Partial<Record<string, string>> = { NL: "nl", BE: "" };
  return {
    firstName: "",
    lastName: "",
    title: "",
    email: facts.customerEmail ?? "",
    contactReason: "",
    language: languages[facts.tenantCountry ?? ""] ?? (await usualOf(tx)).language,
    partnerName: actor.name,
    partnerEmail: actor.email,
    partnerPhone: actor.phone,
  };
}
