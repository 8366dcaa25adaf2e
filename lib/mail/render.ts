import { toPlainText } from "@react-email/render";
import { createElement, type ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import type { z } from "zod";
import * as noteMention from "@/emails/note-mention";
import * as answerCode from "@/emails/answer-code";
import * as claimComment from "@/emails/claim-comment";
import * as claimDecision from "@/emails/claim-decision";
import * as claimFileRefused from "@/emails/claim-file-refused";
import * as claimPaid from "@/emails/claim-paid";
import * as claimCancelled from "@/emails/claim-cancelled";
import * as claimDisputed from "@/emails/claim-disputed";
import * as claimDue from "@/emails/claim-due";
import * as claimExpired from "@/emails/claim-expired";
import * as claimSubmitted from "@/emails/claim-submitted";
import * as workshopCancelled from "@/emails/workshop-cancelled";
import * as consentReceipt from "@/emails/consent-receipt";
import * as consentReminder from "@/emails/consent-reminder";
import * as consentRequest from "@/emails/consent-request";
import * as consentRequests from "@/emails/consent-requests";
import * as invitation from "@/emails/invitation";
import * as digest from "@/emails/digest";
import * as enrolmentMoved from "@/emails/enrolment-moved";
import * as payeeNotice from "@/emails/payee-notice";
import * as paymentFailed from "@/emails/payment-failed";
import * as partnerAnswer from "@/emails/partner-answer";
import * as partnerBounced from "@/emails/partner-bounced";
import * as partnerContactDecision from "@/emails/partner-contact-decision";
import * as partnerDeliveryDue from "@/emails/partner-delivery-due";
import * as partnerExpired from "@/emails/partner-expired";
import * as partnerExtended from "@/emails/partner-extended";
import * as partnerStopped from "@/emails/partner-stopped";
import * as partnerFreeAgain from "@/emails/partner-free-again";
import * as partnerNoLongerOpen from "@/emails/partner-no-longer-open";
import * as partnerNotSent from "@/emails/partner-not-sent";
import * as partnerSurveyRequest from "@/emails/partner-survey-request";
import * as partnerWithdrawn from "@/emails/partner-withdrawn";
import * as partnerWrongContact from "@/emails/partner-wrong-contact";
import * as requestEnded from "@/emails/request-ended";
import * as requestExtended from "@/emails/request-extended";
import * as roleAnswered from "@/emails/role-answered";
import * as roleAsked from "@/emails/role-asked";
import { SenderName } from "@/emails/layout";
import * as reportNotice from "@/emails/report-notice";
import * as signIn from "@/emails/sign-in";
import * as identityLinked from "@/emails/identity-linked";
import * as newDevice from "@/emails/new-device";
import * as signInProvider from "@/emails/sign-in-provider";
import * as surveyAnswered from "@/emails/survey-answered";
import * as surveyRequest from "@/emails/survey-request";
import * as withdrawalReceipt from "@/emails/withdrawal-receipt";
import type { We } from "@/emails/workshop";
import type { Locale } from "../ctx";
import type { Programme } from "../installation";
import { addressOf } from "./address";
import { mailVariables, type Template } from "./schema";
import { markOf, type SecretName } from "./tokens";

export type Rendered = { subject: string; html: string; text: string };
type Row = { template: string; language: Locale; variables: unknown; mark: string };
/** Gives what stands in place of a secret of the e-mail. */
type Mark = (name: SecretName) => string;
type Renderer = (locale: Locale, variables: unknown, mark: Mark, by: Programme) => Rendered;

/** The one that mail programs, Outlook among them, lay out best. */
const doctype =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">';

/**
 * Makes the subject, HTML and text of an e-mail. Where a token or code belongs stands its mark, so
 * that the bytes may be stored.
 * @param programme who runs it: in whose name the e-mail is
 * Throws when the template is not known or the variables do not fit it.
 */
export function renderMail(
  { template, language, variables, mark }: Row,
  programme: Programme,
): Rendered {
  if (!isTemplate(template)) throw new Error(`no such template: ${template}`);
  return renderers[template](language, variables, (name) => markOf(mark, name), programme);
}

function isTemplate(name: string): name is Template {
  return Object.hasOwn(renderers, name);
}

const m = mailVariables;
const renderers: Record<Template, Renderer> = {
  "sign-in": mail(m["sign-in"], signIn, (_, mark) => ({ address: addressOf.signIn(mark("link")) })),
  "new-device": mail(m["new-device"], newDevice, () => ({ address: addressOf.sessions() })),
  "identity-linked": mail(m["identity-linked"], identityLinked, () => ({
    address: addressOf.security(),
  })),
  "sign-in-provider": mail(m["sign-in-provider"], signInProvider, () => ({
    address: addressOf.signInPage(),
  })),
  invitation: mail(m.invitation, invitation, (_, mark) => ({
    address: addressOf.invitation(mark("link")),
  })),
  "role-asked": mail(m["role-asked"], roleAsked, () => ({ address: addressOf.people() })),
  "note-mention": mail(m["note-mention"], noteMention, ({ tenantId }) => ({
    address: addressOf.customer(tenantId),
  })),
  "role-answered": mail(m["role-answered"], roleAnswered, () => ({ address: addressOf.home() })),
  "consent-request": mail(m["consent-request"], consentRequest, (_, mark) => ({
    address: addressOf.consent(mark("link")),
  })),
  "consent-requests": mail(m["consent-requests"], consentRequests, ({ items }) => ({
    addresses: items.map((item) => addressOf.consent(markOf(item.mark, "link"))),
  })),
  "consent-reminder": mail(m["consent-reminder"], consentReminder, (_, mark) => ({
    address: addressOf.consent(mark("link")),
  })),
  "answer-code": mail(m["answer-code"], answerCode, (_, mark) => ({ code: mark("code") })),
  "consent-receipt": mail(m["consent-receipt"], consentReceipt, (_, mark) => ({
    address: addressOf.receipt(mark("link")),
  })),
  "withdrawal-receipt": mail(m["withdrawal-receipt"], withdrawalReceipt, () => ({})),
  "partner-answer": mail(m["partner-answer"], partnerAnswer, (v) => ({
    address: addressOf.round(v),
  })),
  "partner-withdrawn": mail(m["partner-withdrawn"], partnerWithdrawn, (v) => ({
    address: addressOf.round(v),
  })),
  "partner-no-longer-open": mail(m["partner-no-longer-open"], partnerNoLongerOpen, (v) => ({
    address: addressOf.round(v),
  })),
  "partner-free-again": mail(m["partner-free-again"], partnerFreeAgain, (v) => ({
    address: addressOf.askConsent(v),
  })),
  "partner-contact-decision": mail(m["partner-contact-decision"], partnerContactDecision, (v) => ({
    address: v.claimNumber === null ? addressOf.askConsent(v) : addressOf.claim(v.claimNumber),
  })),
  "partner-not-sent": mail(m["partner-not-sent"], partnerNotSent, (v) => ({
    address: addressOf.askConsent(v),
  })),
  "partner-delivery-due": mail(m["partner-delivery-due"], partnerDeliveryDue, (v) => ({
    address: addressOf.round(v),
  })),
  "partner-expired": mail(m["partner-expired"], partnerExpired, (v) => ({
    address: addressOf.round(v),
  })),
  "partner-extended": mail(m["partner-extended"], partnerExtended, (v) => ({
    address: addressOf.round(v),
  })),
  "partner-stopped": mail(m["partner-stopped"], partnerStopped, (v) => ({
    address: addressOf.round(v),
  })),
  "partner-bounced": mail(m["partner-bounced"], partnerBounced, (v) => ({
    address: v.claimNumber === null ? addressOf.round(v) : addressOf.claim(v.claimNumber),
  })),
  "partner-wrong-contact": mail(m["partner-wrong-contact"], partnerWrongContact, (v) => ({
    address: addressOf.askConsent(v),
  })),
  "request-ended": mail(m["request-ended"], requestEnded, () => ({})),
  "request-extended": mail(m["request-extended"], requestExtended, () => ({})),
  "report-notice": mail(m["report-notice"], reportNotice, (v) => ({
    address: v.kind === "partner" ? addressOf.round(v) : addressOf.reports(),
  })),
  "survey-request": mail(m["survey-request"], surveyRequest, (_, mark) => ({
    address: addressOf.survey(mark("link")),
  })),
  "partner-survey-request": mail(m["partner-survey-request"], partnerSurveyRequest, (_, mark) => ({
    address: addressOf.survey(mark("link")),
  })),
  "survey-answered": mail(m["survey-answered"], surveyAnswered, (v) => ({
    address: addressOf.claim(v.claimNumber),
  })),
  "claim-decision": mail(m["claim-decision"], claimDecision, (v) => ({
    address: addressOf.claim(v.claimNumber),
  })),
  "claim-paid": mail(m["claim-paid"], claimPaid, (v) => ({
    address: addressOf.claim(v.claimNumber),
  })),
  "claim-file-refused": mail(m["claim-file-refused"], claimFileRefused, (v) => ({
    address: addressOf.claim(v.claimNumber),
  })),
  "claim-comment": mail(m["claim-comment"], claimComment, (v) => ({
    address:
      v.kind === "partner"
        ? addressOf.claim(v.claimNumber)
        : addressOf.reviewedClaim(v.claimNumber),
  })),
  "claim-submitted": mail(m["claim-submitted"], claimSubmitted, (v) => ({
    address: addressOf.claim(v.claimNumber),
  })),
  "workshop-cancelled": mail(m["workshop-cancelled"], workshopCancelled, () => ({})),
  "claim-cancelled": mail(m["claim-cancelled"], claimCancelled, (v) => ({
    address: addressOf.claim(v.claimNumber),
  })),
  "claim-disputed": mail(m["claim-disputed"], claimDisputed, (v) => ({
    address: addressOf.claim(v.claimNumber),
  })),
  "claim-due": mail(m["claim-due"], claimDue, (v) => ({
    address: addressOf.claim(v.claimNumber),
  })),
  "claim-expired": mail(m["claim-expired"], claimExpired, (v) => ({
    address: addressOf.claim(v.claimNumber),
  })),
  digest: mail(m.digest, digest, (_, mark) => ({
    address: addressOf.home(),
    changeAddress: addressOf.digest(mark("link")),
  })),
  "enrolment-moved": mail(m["enrolment-moved"], enrolmentMoved, (v) => ({
    address: addressOf.place(v.locationId),
  })),
  "payment-failed": mail(m["payment-failed"], paymentFailed, (v) => ({
    address: addressOf.place(v.locationId),
  })),
  "payee-notice": mail(m["payee-notice"], payeeNotice, (v) => ({
    address: addressOf.place(v.locationId),
  })),
};

/** What every e-mail is given. */
type Always = { locale: Locale; we: We };

function mail<S extends z.ZodType<object>, E extends object>(
  schema: S,
  module: {
    subject: (props: z.output<S> & E & Always) => string;
    default: (props: z.output<S> & E & Always) => ReactElement;
  },
  extra: (variables: z.output<S>, mark: Mark) => E,
): Renderer {
  return (locale, stored, mark, { senderName, privacy, ...by }) => {
    const variables = schema.parse(stored);
    const { name, organisation, address, email, timeZone } = by;
    const we = {
      name,
      organisation,
      address,
      email,
      timeZone,
      privacy: toType(privacy || addressOf.privacy()),
      check: toType(addressOf.check()),
    };
    const props = { ...variables, ...extra(variables, mark), locale, we };
    const body = createElement(SenderName, { value: senderName }, module.default(props));
    const html = doctype + renderToStaticMarkup(body);
    return { subject: oneLine(module.subject(props)), html, text: textOf(html) };
  };
}

/** An address as people type it: an e-mail has no link but its one. */
function toType(address: string): string {
  return address.replace(/^https?:\/\//, "");
}

/** The text part: every word that the HTML shows. */
function textOf(html: string): string {
  return toPlainText(html, {
    selectors: ["h1", "h2"].map((selector) => ({ selector, options: { uppercase: false } })),
  });
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, " ").trim();
}
