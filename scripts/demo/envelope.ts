import { randomUUID } from "node:crypto";
import type { consentLinks, emails } from "@/db/schema";
import { wordingOf } from "@/lib/consent/wording";
import { kindOf } from "@/lib/mail/kinds";
import { renderMail } from "@/lib/mail/render";
import type { Template, Variables } from "@/lib/mail/schema";
import { secretsOf } from "@/lib/mail/secrets";
import { senderOf } from "@/lib/mail/sender";
import { hashToken, tokenOf } from "@/lib/mail/tokens";
import { companyOf, personOf, placeOf } from "./people";
import { demoProgramme } from "./programme";
import { demoId } from "./random";
import type { MailState, Played } from "./rounds";

export type Email = typeof emails.$inferInsert;
export type Link = typeof consentLinks.$inferInsert;

/** The id of the link in one of a round's e-mails, such as `request` or `receipt`. */
export function linkId({ round }: Played, letter: string): string {
  return demoId(`link:${letter}:${round.key}`);
}

/** A link as the product keeps it: the hash of its token alone. */
export function linkRow(played: Played, letter: string, createdAt: Date): Link {
  const id = linkId(played, letter);
  return {
    id,
    partnerId: played.association.partnerId,
    requestId: played.requestId,
    tokenHash: hashToken(tokenOf("consent", id)),
    createdAt,
  };
}

/** What every mail about a round's workshop knows. */
export function workshop({ round, terms }: Played) {
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

/** What the customer of a round was asked to agree to, in its contact's language. */
export function wordingFor(played: Played): ReturnType<typeof wordingOf> {
  return wordingOf(played.round.tenant.language, {
    ...workshop(played),
    deliveryDays: played.terms.deliveryDays,
  });
}

type Letter<T extends Template> = {
  /** Tells a round's letters of one template apart. */
  name?: string;
  to: string;
  at: Date;
  state: MailState;
  /** Asks the customer: its delivery shows on the row. */
  asks?: boolean;
  variables: Variables<T>;
};

/** An e-mail as it stands after it was sent, with its bytes. */
export function letter<T extends Template>(played: Played, template: T, mail: Letter<T>): Email {
  const { association, round } = played;
  const sender = personOf(round.by);
  const toPartner = template.startsWith("partner-");
  const row = {
    template,
    language: toPartner ? ("en" as const) : round.tenant.language,
    variables: mail.variables,
    mark: randomUUID(),
  };
  return {
    ...row,
    ...renderMail(row, demoProgramme),
    secrets: secretsOf(template, mail.variables),
    kind: kindOf[template],
    sender: senderOf(row.language, toPartner ? null : companyOf(round.partner).name, ""),
    id: demoId(`email:${mail.name ?? template}:${round.key}`),
    partnerId: association.partnerId,
    associationId: mail.asks ? association.id : null,
    roundId: association.id,
    tenantId: association.tenantId,
    engagementId: association.engagementId,
    recipient: mail.to,
    replyTo: toPartner ? null : sender.email,
    fromName: toPartner ? null : companyOf(round.partner).name,
    state: mail.state,
    attempts: 1,
    lastError: mail.state === "bounced" ? "The mailbox does not exist." : null,
    createdAt: mail.at,
    firstAttemptAt: mail.at,
    sentAt: mail.at,
    stateAt: mail.at,
  };
}
