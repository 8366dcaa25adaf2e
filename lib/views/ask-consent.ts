import { z } from "zod";
import { authorize } from "../access/authorize";
import { findContacts } from "../claims/queries";
import {
  getStanding,
  listRequestMails,
  listRequests,
  type Asked,
  type RequestMail,
} from "../consent/asked/queries";
import { workshopFacts, type WorkshopFacts } from "../consent/facts";
import { minutesToResend, whyNotAsk } from "../consent/rules";
import { contactDraft, contactFields, type ContactDraft } from "../consent/schema";
import type { PartnerUser, Tx } from "../ctx";
import { findCompletion, findDraft } from "../customers/drafts/queries";
import { Refusal } from "../errors";
import { daysLeft, lastDate } from "../time/deadline";
import type { Done } from "./wizard-parts";

export type AskStep = "start" | "contact" | "review";

export type AskView = {
  engagement: { slug: string; name: string };
  tenant: { id: string; name: string };
  associationId: string;
  location: { name: string; city: string };
  timeZone: string;
  /** Calendar days left to get consent, and the last of them as YYYY-MM-DD (D9). */
  daysLeft: number;
  until: string;
  screen:
    | Done
    /** The customer cannot be asked (any more). */
    | { kind: "closed"; reason: string }
    /** The wizard has no draft yet: it begins with a random UUID. */
    | { kind: "begin" }
    | { kind: "elsewhere"; step: AskStep }
    /** `correcting`: whom the new request replaces (D11). */
    | { kind: "contact"; draft: string; values: ContactDraft; correcting: Contact | null }
    | { kind: "review"; draft: string; values: ContactDraft; correcting: Contact | null }
    /** S54: asked already, and no answer yet. */
    | {
        kind: "asked";
        request: Contact & { title: string; language: "en" | "nl"; partnerName: string };
        sentAt: Date;
        senderName: string;
        remindersOn: boolean;
        /** 0 when it can be sent again now. */
        minutesToResend: number;
        mails: RequestMail[];
        former: (Contact & { sentAt: Date })[];
      };
};
export type Contact = { name: string; email: string };

/**
 * One screen of "Trigger customer consent", and the page of a request that waits for its answer
 * (S44–S54, D11, D13).
 * Throws `no_role`, and `not_found` for an association or draft that is not there.
 */
export async function askConsentView(
  tx: Tx,
  input: { slug: string; associationId: string; draft: string | null; step: AskStep },
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
    screen: await screenOf(tx, facts, draft, step),
  };
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
    return { kind: "done", completion: await findCompletion(tx, draft) };
  const reason = whyNotAsk(facts, tx.now) ?? (await whyIneligible(tx, facts));
  if (reason !== null) return { kind: "closed", reason };

  const requests = await listRequests(tx, associationId);
  const live = requests.find(({ replacedAt }) => replacedAt === null);
  if (step === "start" && live) return askedOf(tx, live, requests);
  if (step === "contact" && !live) return { kind: "elsewhere", step: "start" };
  if (draft === null) return { kind: "begin" };
  const correcting = live ? contactOf(live) : null;
  const values = found ? contactDraft.parse(found.values) : await proposed(tx, facts, live);
  const ready = found !== null && contactFields.safeParse(values).success;
  if (step === "review" && !ready) return { kind: "elsewhere", step: live ? "contact" : "start" };
  return { kind: step === "review" ? "review" : "contact", draft, values, correcting };
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
): Promise<AskView["screen"]> {
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
    minutesToResend: minutesToResend(live.lastMailAt, tx.now),
    mails: await listRequestMails(tx, live.associationId),
    former: requests
      .filter(({ replacedAt }) => replacedAt !== null)
      .map((request) => ({ ...contactOf(request), sentAt: request.sentAt })),
  };
}

function contactOf(request: Asked): Contact {
  const { contactFirstName, contactLastName, contactEmail } = request;
  return { name: `${contactFirstName} ${contactLastName}`, email: contactEmail };
}

/**
 * What the first screen proposes: the last request's contacts, those of the claim that is begun anew
 * (P1 of section 9), else the customer's and the user's.
 */
async function proposed(
  tx: Tx<PartnerUser>,
  facts: WorkshopFacts,
  live: Asked | undefined,
): Promise<ContactDraft> {
  const { actor } = tx;
  if (live) {
    return {
      firstName: live.contactFirstName,
      lastName: live.contactLastName,
      title: live.contactTitle,
      email: live.contactEmail,
      language: live.language,
      partnerName: live.partnerContactName,
      partnerEmail: live.partnerContactEmail,
      partnerPhone: live.partnerContactPhone,
    };
  }
  const former = facts.renewsClaimId === null ? null : await findContacts(tx, facts.renewsClaimId);
  if (former) return { ...former, partnerPhone: "" };
  const languages: Partial<Record<string, string>> = { NL: "nl", BE: "" };
  return {
    firstName: "",
    lastName: "",
    title: "",
    email: facts.customerEmail ?? "",
    language: languages[facts.tenantCountry] ?? "en",
    partnerName: actor.name,
    partnerEmail: actor.email,
    partnerPhone: actor.phone,
  };
}
