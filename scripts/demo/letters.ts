import { createHash } from "node:crypto";
import type { consentRequests, contactReleases } from "@/db/schema";
import { stepsOf } from "@/lib/consent/remind.rules";
import { WORDING_VERSION } from "@/lib/consent/wording";
import { daysLeft } from "@/lib/time/deadline";
import { dayAt } from "./calendar";
import { letter, linkId, linkRow, wordingFor, workshop, type Email, type Link } from "./envelope";
import { personId, personOf, placeOf } from "./people";
import { demoId } from "./random";
import type { Played } from "./rounds";
import { personName } from "@/lib/input";

/** The engagements' summaries by slug: what a request says of the workshop. */
export type Summaries = ReadonlyMap<string, { en: string; nl: string }>;
type Post = {
  releases: (typeof contactReleases.$inferInsert)[];
  requests: (typeof consentRequests.$inferInsert)[];
  links: Link[];
  emails: Email[];
};

/** Of rounds that are over and began longer ago than this, in days, the e-mails are not kept. */
const KEPT_DAYS = 45;

const titles = {
  en: ["IT Director", "Head of IT", "Chief Operating Officer"],
  nl: ["IT-manager", "Hoofd ICT", "Directeur bedrijfsvoering"],
};

/** The consent request of a round with its links and e-mails, as they stand after the fact. */
export function post(played: Played, summaries: Summaries, now: Date): Post {
  const { round, association, sentAt, requestId } = played;
  if (!sentAt) return { releases: [], requests: [], links: [], emails: [] };
  const { contact, language } = round.tenant;
  const sender = personOf(round.by);
  const request = {
    id: requestId,
    number: numberOf(requestId),
    partnerId: association.partnerId,
    associationId: association.id,
    consentDueAt: association.consentDueAt,
    contactFirstName: contact.firstName,
    contactLastName: contact.lastName,
    contactTitle: titles[language][requestId.charCodeAt(0) % 3] ?? "",
    contactEmail: contact.email,
    language,
    partnerContactName: sender.name,
    partnerContactEmail: sender.email,
    partnerContactPhone: sender.phone,
    wordingVersion: WORDING_VERSION,
    sentBy: personId(round.by),
    sentAt,
  };
  const outside = round.request?.outside;
  if (outside) {
    const release = {
      id: demoId(`release:${round.key}`),
      partnerId: association.partnerId,
      tenantId: round.tenant.id,
      associationId: association.id,
      contactName: personName(contact.firstName, contact.lastName),
      contactEmail: outside.email,
      reason: outside.reason,
      askedAt: sentAt,
      askedBy: personId(round.by),
    };
    const waiting = { ...request, contactEmail: outside.email, releaseId: release.id };
    return { releases: [release], requests: [waiting], links: [], emails: [] };
  }
  const over = association.endedAt ?? association.submittedAt;
  const kept = !over || round.createdDaysAgo <= KEPT_DAYS;
  if (!kept)
    return {
      releases: [],
      requests: [request],
      links: [linkRow(played, "request", sentAt)],
      emails: [],
    };
  const posts = [ask(played, summaries, sentAt), remind(played, summaries, now), tell(played)];
  return {
    releases: [],
    requests: [request],
    links: posts.flatMap(({ links }) => links),
    emails: posts.flatMap(({ emails }) => emails),
  };
}

type Letters = { links: Link[]; emails: Email[] };

function ask(played: Played, summaries: Summaries, at: Date): Letters {
  const email = letter(played, "consent-request", {
    to: played.round.tenant.contact.email,
    at,
    state: played.round.request?.mail ?? "sent",
    asks: true,
    variables: question(played, summaries, "request"),
  });
  return { links: [linkRow(played, "request", at)], emails: [email] };
}

/** D13: the reminders that the customer has had by now; none after an e-mail that did not arrive. */
function remind(played: Played, summaries: Summaries, now: Date): Letters {
  const { round, association, sentAt } = played;
  const open = !association.endedAt && !round.answer && round.request?.mail === "delivered";
  if (!open || !sentAt) return { links: [], emails: [] };
  const { timeZone } = placeOf(round.location);
  const left = daysLeft(association.consentDueAt, now, timeZone);
  const asked = daysLeft(association.consentDueAt, sentAt, timeZone);
  const steps = stepsOf.answer.filter((step) => left < step && step < asked);
  return {
    links: steps.map((step) =>
      linkRow(played, `reminder-${step}`, dayAt(now, timeZone, step - left, 9.1)),
    ),
    emails: steps.map((step) =>
      letter(played, "consent-reminder", {
        name: `reminder-${step}`,
        to: round.tenant.contact.email,
        at: dayAt(now, timeZone, step - left, 9.1),
        state: "delivered",
        asks: true,
        variables: { ...question(played, summaries, `reminder-${step}`), daysLeft: step },
      }),
    ),
  };
}

/** D12: the customer's receipt, and the notice to the partner. */
function tell(played: Played): Letters {
  const { round, association, decidedAt, terms } = played;
  if (!round.answer || !decidedAt) return { links: [], emails: [] };
  const { contact } = round.tenant;
  const answer = {
    ...workshop(played),
    decision: round.answer.decision,
    fullName: personName(contact.firstName, contact.lastName),
    decidedAt: decidedAt.toISOString(),
    deliveryDueAt: association.deliveryDueAt?.toISOString() ?? null,
  };
  const { version, text } = wordingFor(played);
  const receipt = letter(played, "consent-receipt", {
    to: contact.email,
    at: decidedAt,
    state: "delivered",
    variables: {
      ...answer,
      linkId: linkId(played, "receipt"),
      wordingVersion: version,
      wording: text,
      partnerContact: contactOf(played),
    },
  });
  const notice = letter(played, "partner-answer", {
    to: personOf(round.by).email,
    at: decidedAt,
    state: "delivered",
    variables: {
      ...answer,
      reason: round.answer.reason ?? null,
      associationId: association.id,
      engagementSlug: terms.slug,
    },
  });
  return { links: [linkRow(played, "receipt", decidedAt)], emails: [receipt, notice] };
}

function question(played: Played, summaries: Summaries, link: string) {
  const { contact, language } = played.round.tenant;
  return {
    ...workshop(played),
    linkId: linkId(played, link),
    contactName: personName(contact.firstName, contact.lastName),
    requestNumber: numberOf(played.requestId),
    partnerContact: contactOf(played),
    engagementSummary: summaries.get(played.terms.slug)?.[language] ?? "",
    consentDueAt: played.association.consentDueAt.toISOString(),
    deliveryDays: played.terms.deliveryDays,
  };
}

/** The number of a request, the same in each demonstration. */
function numberOf(requestId: string): string {
  const hash = createHash("sha256").update(`number:${requestId}`).digest();
  return String(hash.readBigUInt64BE() % 10n ** 16n).padStart(16, "0");
}

function contactOf({ round }: Played) {
  const { name, email, phone } = personOf(round.by);
  return { name, email, phone };
}
