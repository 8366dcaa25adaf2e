import type { consentLinks, consentRequests, emails } from "@/db/schema";
import { wordingOf, WORDING_VERSION } from "@/lib/consent/wording";
import type { Template, Variables } from "@/lib/mail/schema";
import { hashToken, tokenOf } from "@/lib/mail/tokens";
import { companyOf, personId, personOf, placeOf } from "./people";
import { demoId } from "./random";
import type { Played } from "./rounds";

export type Summaries = ReadonlyMap<string, { en: string; nl: string }>;
type Email = typeof emails.$inferInsert;
type Link = typeof consentLinks.$inferInsert;
type Post = {
  requests: (typeof consentRequests.$inferInsert)[];
  links: Link[];
  emails: Email[];
};

/** D13: a reminder to the customer at these numbers of days before the deadline. */
export const reminderDays = [14, 7, 3, 1];

const titles = {
  en: ["IT Director", "Head of IT", "Chief Operating Officer"],
  nl: ["IT-manager", "Hoofd ICT", "Directeur bedrijfsvoering"],
};

/** The consent request of a round with its links and e-mails, as they stand after the fact. */
export function post(played: Played, summaries: Summaries): Post {
  const { round, association, sentAt, decidedAt, requestId } = played;
  if (!round.request || !sentAt) return { requests: [], links: [], emails: [] };
  const { tenant } = round;
  const { contact, language } = tenant;
  const sender = personOf(round.by);
  const request = {
    id: requestId,
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
  const ask = { linkId: linkId(played, "request"), at: sentAt };
  const links = [linkRow(played, ask.linkId, sentAt)];
  const letters = [
    letter(played, "consent-request", {
      to: contact.email,
      at: sentAt,
      state: round.request.mail,
      toCustomer: true,
      variables: {
        ...workshop(played),
        linkId: ask.linkId,
        contactName: `${contact.firstName} ${contact.lastName}`,
        partnerContact: contactOf(played),
        engagementSummary: summaries.get(played.terms.slug)?.[language] ?? "",
        consentDueAt: association.consentDueAt.toISOString(),
        deliveryDays: played.terms.deliveryDays,
      },
    }),
  ];
  if (round.answer && decidedAt) {
    const receipt = linkId(played, "receipt");
    links.push(linkRow(played, receipt, decidedAt));
    letters.push(
      letter(played, "consent-receipt", {
        to: contact.email,
        at: decidedAt,
        state: "delivered",
        variables: {
          ...workshop(played),
          ...answer(played, decidedAt),
          linkId: receipt,
          partnerContact: contactOf(played),
        },
      }),
      letter(played, "partner-answer", {
        to: sender.email,
        at: decidedAt,
        state: "delivered",
        variables: {
          ...workshop(played),
          decision: round.answer.decision,
          fullName: `${contact.firstName} ${contact.lastName}`,
          reason: round.answer.reason ?? null,
          decidedAt: decidedAt.toISOString(),
          deliveryDueAt: association.deliveryDueAt?.toISOString() ?? null,
          engagementSlug: played.terms.slug,
        },
      }),
    );
  }
  return { requests: [request], links, emails: letters };
}

/** The id of the link in one of a round's e-mails. */
export function linkId({ round }: Played, letterOf: "request" | "receipt"): string {
  return demoId(`link:${letterOf}:${round.key}`);
}

/** What the customer of a round was asked to agree to, in its contact's language. */
export function wordingFor(played: Played): ReturnType<typeof wordingOf> {
  const { engagementName, tenantName, partnerName, locationCity, locationCountry } =
    workshop(played);
  return wordingOf(played.round.tenant.language, {
    engagementName,
    tenantName,
    partnerName,
    locationCity,
    locationCountry,
    deliveryDays: played.terms.deliveryDays,
  });
}

function workshop({ round, terms }: Played) {
  const place = placeOf(round.location);
  return {
    engagementName: terms.name,
    tenantName: round.tenant.name,
    partnerName: companyOf(round.partner).name,
    locationName: place.name,
    locationCity: place.city,
    locationCountry: place.country,
    timeZone: place.timeZone,
  };
}

function contactOf({ round }: Played) {
  const { name, email, phone } = personOf(round.by);
  return { name, email, phone };
}

function answer(played: Played, decidedAt: Date) {
  const { contact } = played.round.tenant;
  return {
    decision: played.round.answer?.decision ?? ("accept" as const),
    fullName: `${contact.firstName} ${contact.lastName}`,
    decidedAt: decidedAt.toISOString(),
    wordingVersion: WORDING_VERSION,
    wording: wordingFor(played).text,
    deliveryDueAt: played.association.deliveryDueAt?.toISOString() ?? null,
  };
}

function linkRow({ association, requestId }: Played, id: string, createdAt: Date): Link {
  return {
    id,
    partnerId: association.partnerId,
    requestId,
    tokenHash: hashToken(tokenOf("consent", id)),
    createdAt,
  };
}

type Letter<T extends Template> = {
  to: string;
  at: Date;
  state: "sent" | "delivered" | "delayed" | "bounced" | "complained";
  /** Mails that ask the customer: their delivery shows on the row. */
  toCustomer?: boolean;
  variables: Variables<T>;
};

function letter<T extends Template>(played: Played, template: T, mail: Letter<T>): Email {
  const { association, round } = played;
  const sender = personOf(round.by);
  const forPartner = template.startsWith("partner-");
  return {
    id: demoId(`email:${template}:${round.key}`),
    partnerId: association.partnerId,
    associationId: mail.toCustomer ? association.id : null,
    template,
    language: forPartner ? "en" : round.tenant.language,
    recipient: mail.to,
    replyTo: forPartner ? null : sender.email,
    fromName: forPartner ? null : companyOf(round.partner).name,
    variables: mail.variables,
    state: mail.state,
    attempts: 1,
    lastError: mail.state === "bounced" ? "The mailbox does not exist." : null,
    createdAt: mail.at,
    firstAttemptAt: mail.at,
    sentAt: mail.at,
    stateAt: mail.at,
  };
}
