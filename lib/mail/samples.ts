import type { Locale } from "../ctx";
import type { Programme } from "../installation";
import { digestSamples } from "./digest-samples";
import { claimSamples, workshop } from "./claim-samples";
import { placeSamples } from "./place-samples";
import type { Sample } from "./schema";
import { contentLanguage } from "@/messages/languages";

/** Who runs the programme of the examples. */
export const sampleProgramme: Programme = {
  name: "Workshops for Europe",
  senderName: "",
  organisation: "Example B.V.",
  address: "Herengracht 1, 1015 BA Amsterdam",
  email: "programme@contoso.example",
  privacy: "https://contoso.example/privacy",
  privacyTexts: false,
  keptYears: 7,
  language: "en",
  timeZone: "Europe/Amsterdam",
};

const ids = {
  link: "5f0c3a52-6a0e-4d6e-9c3f-0d4f0b6f7a11",
};
const partnerContact = {
  name: "Fatima de Boer",
  email: "fatima.deboer@contoso.example",
  phone: "+31 30 555 0142",
};
const round = {
  associationId: "8a3b7c1e-2f65-4c0b-a9d0-1b2c3d4e5f60",
  engagementSlug: "hybrid-meetings-and-rooms",
};
const consentDueAt = "2026-12-21T23:00:00.000Z";
const deliveryDueAt = "2027-03-02T23:00:00.000Z";
const decidedAt = "2026-12-02T13:37:00.000Z";

const summary = {
  en: "Find out how meetings work for people in the office and at home.",
  nl: "Ontdek hoe vergaderen werkt voor mensen op kantoor en thuis.",
};
const notes = {
  en: "This consultant does not decide for the organisation. Ask somebody who works there.",
  nl: "Deze adviseur beslist niet voor de organisatie. Vraag het iemand die er werkt.",
};
const wording = {
  en: `What you agree to
Workshop: ${workshop.engagementName}.
Your organisation agrees to take part in this workshop with this partner.

What it costs
The workshop costs your organisation nothing.`,
  nl: `Waarmee u akkoord gaat
Workshop: ${workshop.engagementName}.
Uw organisatie doet mee aan deze workshop met deze partner.

Wat het kost
De workshop kost uw organisatie niets.`,
};

/** One example of every e-mail and every form it takes, for the preview and the tests. */
export function samplesOf(locale: Locale): Sample[] {
  const question = {
    ...workshop,
    linkId: ids.link,
    contactName: "Joost van Rijn",
    requestNumber: "4907118326541172",
    partnerContact,
    engagementSummary: summary[contentLanguage(locale)],
    consentDueAt,
    deliveryDays: 90,
  };
  const titles = [workshop.engagementName, "Copilot Readiness", "Modern Work Security"];
  const { engagementName: _, tenantName: __, timeZone, ...place } = workshop;
  const questions = (tenants: number) => ({
    ...place,
    contactName: "Joost van Rijn",
    partnerContact,
    items: titles.map((engagementName, n) => ({
      engagementName,
      tenantName: [workshop.tenantName, "Adatum", "Fabrikam"][n % tenants] ?? "",
      timeZone,
      requestNumber: `490711832654117${n}`,
      consentDueAt,
      mark: `5f0c3a52-6a0e-4d6e-9c3f-0d4f0b6f7a2${n}`,
    })),
  });
  const receipt = {
    ...workshop,
    linkId: ids.link,
    fullName: "Joost van Rijn",
    decidedAt,
    wordingVersion: "2026-11",
    wording: wording[contentLanguage(locale)],
    partnerContact,
  };
  const answer = { ...workshop, ...round, fullName: "Joost van Rijn", decidedAt };
  const reason = { en: "We have no time this year.", nl: "We hebben dit jaar geen tijd." }[
    contentLanguage(locale)
  ];
  const message = {
    en: "I do not know this company.\nPlease check my address.",
    nl: "Ik ken dit bedrijf niet.\nControleer mijn adres alstublieft.",
  }[contentLanguage(locale)];
  const claim = { ...workshop, claimNumber: "4417203" };
  const label = { en: "Findings document", nl: "Bevindingendocument" };
  const reasons = [
    {
      words: { en: "It is about another workshop", nl: "Het gaat over een andere workshop" },
      label,
    },
  ];
  const said = {
    en: "The file is about another workshop.\nPlease upload the right one.",
    nl: "Het bestand gaat over een andere workshop.\nUpload alstublieft het juiste.",
  }[contentLanguage(locale)];
  const bounced = {
    ...workshop,
    ...round,
    contactEmail: "joost@vanrijn.example",
    claimNumber: null,
  };
  const answered = { ...workshop, claimNumber: "4207713", answeredAt: decidedAt };
  return [
    {
      name: "sign-in",
      template: "sign-in",
      variables: { tokenId: ids.link, expiresAt: decidedAt, timeZone: workshop.timeZone },
    },
    {
      name: "new-device",
      template: "new-device",
      variables: {
        signedInAt: decidedAt,
        browser: "Firefox",
        system: "Windows",
        ipAddress: "203.0.113.7",
        timeZone: workshop.timeZone,
      },
    },
    {
      name: "identity-linked",
      template: "identity-linked",
      variables: {
        providerLabel: "Contoso",
        identityName: "sanne@contoso.example",
        linkedAt: decidedAt,
        timeZone: workshop.timeZone,
      },
    },
    {
      name: "sign-in-provider",
      template: "sign-in-provider",
      variables: { providerLabel: "Contoso" },
    },
    {
      name: "invitation",
      template: "invitation",
      variables: {
        invitationId: ids.link,
        inviterName: "Sanne de Boer",
        partnerName: workshop.partnerName,
        programmeName: "Workshops",
        expiresAt: decidedAt,
      },
    },
    {
      name: "invitation-to-link",
      template: "invitation",
      variables: {
        invitationId: ids.link,
        inviterName: "Sanne de Boer",
        partnerName: workshop.partnerName,
        programmeName: "Workshops",
        expiresAt: decidedAt,
        providerLabel: "Contoso",
      },
    },
    {
      name: "invitation-programme",
      template: "invitation",
      variables: {
        invitationId: ids.link,
        inviterName: "Ida Holm",
        partnerName: null,
        programmeName: "Workshops",
        expiresAt: decidedAt,
      },
    },
    {
      name: "note-mention",
      template: "note-mention",
      variables: {
        authorName: "Robin Jansen",
        partnerName: workshop.partnerName,
        tenantName: workshop.tenantName,
        tenantId: ids.link,
      },
    },
    {
      name: "role-asked",
      template: "role-asked",
      variables: {
        askerName: "Robin Jansen",
        partnerName: workshop.partnerName,
        role: "incentives_user",
        locationName: workshop.locationName,
        words: said,
      },
    },
    ...[true, false].map((agreed): Sample => ({
      name: `role-answered-${agreed ? "agreed" : "refused"}`,
      template: "role-answered",
      variables: {
        partnerName: workshop.partnerName,
        role: "incentives_admin",
        locationName: null,
        agreed,
        note: said,
        answererName: "Sanne de Boer",
      },
    })),
    { name: "consent-request", template: "consent-request", variables: question },
    { name: "consent-requests", template: "consent-requests", variables: questions(1) },
    { name: "consent-requests-several", template: "consent-requests", variables: questions(3) },
    {
      name: "consent-reminder",
      template: "consent-reminder",
      variables: { ...question, daysLeft: 3 },
    },
    {
      name: "consent-reminder-last-day",
      template: "consent-reminder",
      variables: { ...question, partnerContact: { ...partnerContact, phone: "" }, daysLeft: 0 },
    },
    {
      name: "answer-code",
      template: "answer-code",
      variables: { ...workshop, codeId: ids.link, decision: "accept", expiresAt: decidedAt },
    },
    {
      name: "answer-code-withdraw",
      template: "answer-code",
      variables: { ...workshop, codeId: ids.link, decision: "withdraw", expiresAt: decidedAt },
    },
    {
      name: "consent-receipt-accepted",
      template: "consent-receipt",
      variables: { ...receipt, decision: "accept", deliveryDueAt },
    },
    {
      name: "consent-receipt-declined",
      template: "consent-receipt",
      variables: { ...receipt, decision: "decline", deliveryDueAt: null },
    },
    {
      name: "withdrawal-receipt",
      template: "withdrawal-receipt",
      variables: { ...workshop, withdrawnAt: decidedAt, fullName: "Joost van Rijn" },
    },
    {
      name: "partner-answer-accepted",
      template: "partner-answer",
      variables: { ...answer, decision: "accept", reason: null, deliveryDueAt },
    },
    {
      name: "partner-answer-declined",
      template: "partner-answer",
      variables: { ...answer, decision: "decline", reason, deliveryDueAt: null },
    },
    {
      name: "partner-withdrawn",
      template: "partner-withdrawn",
      variables: { ...workshop, ...round, withdrawnAt: decidedAt },
    },
    {
      name: "partner-no-longer-open",
      template: "partner-no-longer-open",
      variables: { ...workshop, ...round },
    },
    {
      name: "partner-free-again",
      template: "partner-free-again",
      variables: {
        ...workshop,
        ...round,
        consentDueAt,
        daysLeft: 12,
      },
    },
    {
      name: "partner-contact-decision-released",
      template: "partner-contact-decision",
      variables: {
        ...workshop,
        decision: "released",
        contactEmail: "sanne.visser@advies.example",
        note: null,
        ...round,
        claimNumber: null,
      },
    },
    {
      name: "partner-contact-decision-refused",
      template: "partner-contact-decision",
      variables: {
        ...workshop,
        decision: "refused",
        contactEmail: "sanne.visser@advies.example",
        note: notes[contentLanguage(locale)],
        ...round,
        claimNumber: "4711238",
      },
    },
    {
      name: "partner-contact-decision-stopped",
      template: "partner-contact-decision",
      variables: {
        ...workshop,
        decision: "stopped",
        contactEmail: "sanne.visser@advies.example",
        note: notes[contentLanguage(locale)],
        ...round,
        claimNumber: null,
      },
    },
    {
      name: "partner-contact-decision-banned",
      template: "partner-contact-decision",
      variables: {
        ...workshop,
        decision: "banned",
        contactEmail: "sanne.visser@advies.example",
        note: notes[contentLanguage(locale)],
        ...round,
        claimNumber: null,
      },
    },
    {
      name: "partner-contact-decision-lifted",
      template: "partner-contact-decision",
      variables: {
        ...workshop,
        decision: "lifted",
        contactEmail: "sanne.visser@advies.example",
        note: notes[contentLanguage(locale)],
        ...round,
        claimNumber: null,
      },
    },
    {
      name: "partner-contact-decision-closed",
      template: "partner-contact-decision",
      variables: {
        ...workshop,
        decision: "closed",
        contactEmail: "sanne.visser@advies.example",
        note: null,
        ...round,
        claimNumber: null,
      },
    },
    {
      name: "partner-not-sent",
      template: "partner-not-sent",
      variables: {
        ...workshop,
        ...round,
        consentDueAt,
        daysLeft: 7,
      },
    },
    {
      name: "partner-delivery-due",
      template: "partner-delivery-due",
      variables: { ...workshop, ...round, deliveryDueAt, daysLeft: 30 },
    },
    {
      name: "partner-expired-consent",
      template: "partner-expired",
      variables: { ...workshop, ...round, kind: "consent", dueAt: consentDueAt },
    },
    {
      name: "partner-expired-delivery",
      template: "partner-expired",
      variables: { ...workshop, ...round, kind: "delivery", dueAt: deliveryDueAt },
    },
    ...(["consent", "delivery"] as const).map((kind) => ({
      name: `partner-extended-${kind}`,
      template: "partner-extended" as const,
      variables: {
        ...workshop,
        ...round,
        kind,
        wasDueAt: consentDueAt,
        dueAt: deliveryDueAt,
        reason: "The partner was suspended for two weeks.",
      },
    })),
    ...(["asked", "consented", "done"] as const).map((kind) => ({
      name: `partner-stopped-${kind}`,
      template: "partner-stopped" as const,
      variables: {
        ...workshop,
        ...round,
        kind,
        reason: "This customer was in our list twice. You keep the other round.",
      },
    })),
    {
      name: "partner-bounced",
      template: "partner-bounced",
      variables: { ...bounced, state: "bounced" },
    },
    {
      name: "partner-returned",
      template: "partner-bounced",
      variables: { ...bounced, state: "returned" },
    },
    {
      name: "partner-complained",
      template: "partner-bounced",
      variables: { ...bounced, state: "complained" },
    },
    {
      name: "partner-failed",
      template: "partner-bounced",
      variables: { ...bounced, state: "failed" },
    },
    {
      name: "partner-bounced-survey",
      template: "partner-bounced",
      variables: { ...bounced, state: "bounced", claimNumber: "4711238" },
    },
    {
      name: "partner-returned-survey",
      template: "partner-bounced",
      variables: { ...bounced, state: "returned", claimNumber: "4711238" },
    },
    {
      name: "partner-wrong-contact-colleague",
      template: "partner-wrong-contact",
      variables: {
        ...workshop,
        contactEmail: "joost@vanrijn.example",
        kind: "colleague",
        colleague: "Anna Bakker",
        ...round,
      },
    },
    {
      name: "partner-wrong-contact-elsewhere",
      template: "partner-wrong-contact",
      variables: {
        ...workshop,
        contactEmail: "joost@vanrijn.example",
        kind: "elsewhere",
        colleague: null,
        ...round,
      },
    },
    {
      name: "request-ended-partner",
      template: "request-ended",
      variables: {
        ...workshop,
        contactName: "Joost van Rijn",
        kind: "partner",
        endedAt: decidedAt,
        partnerContact,
      },
    },
    {
      name: "request-ended-programme",
      template: "request-ended",
      variables: {
        ...workshop,
        contactName: "Joost van Rijn",
        kind: "programme",
        endedAt: decidedAt,
        partnerContact,
      },
    },
    {
      name: "request-ended-banned",
      template: "request-ended",
      variables: {
        ...workshop,
        contactName: "Joost van Rijn",
        kind: "banned",
        endedAt: decidedAt,
        partnerContact,
      },
    },
    {
      name: "request-extended",
      template: "request-extended",
      variables: {
        ...workshop,
        contactName: "Joost van Rijn",
        wasDueAt: consentDueAt,
        dueAt: deliveryDueAt,
        partnerContact,
      },
    },
    {
      name: "report-notice",
      template: "report-notice",
      variables: { ...workshop, ...round, kind: "partner", message },
    },
    {
      name: "report-notice-staff",
      template: "report-notice",
      variables: { ...workshop, ...round, kind: "programme", message },
    },
    {
      name: "survey-request",
      template: "survey-request",
      variables: {
        ...workshop,
        linkId: ids.link,
        contactName: "Joost van Rijn",
        partnerContact: { ...partnerContact, phone: "" },
        dueAt: deliveryDueAt,
      },
    },
    {
      name: "partner-survey-request",
      template: "partner-survey-request",
      variables: {
        ...workshop,
        linkId: ids.link,
        contactName: "Sanne Visser",
        senderName: partnerContact.name,
        claimNumber: "4207713",
        dueAt: deliveryDueAt,
      },
    },
    {
      name: "survey-answered",
      template: "survey-answered",
      variables: { ...answered, kind: "customer", fullName: "Joost van Rijn" },
    },
    {
      name: "survey-answered-colleague",
      template: "survey-answered",
      variables: { ...answered, kind: "partner", fullName: "Sanne Visser" },
    },
    {
      name: "claim-action-required",
      template: "claim-decision",
      variables: {
        ...claim,
        decision: "action_required",
        reasons: [
          {
            words: {
              en: "The name of the customer is missing",
              nl: "De naam van de klant ontbreekt",
            },
            label: { en: "Invoice", nl: "Factuur" },
          },
          {
            words: {
              en: "Another reason, see the comment",
              nl: "Een andere reden, zie de opmerking",
            },
            label: null,
          },
        ],
        comment: said,
        dueAt: deliveryDueAt,
      },
    },
    {
      name: "claim-approved",
      template: "claim-decision",
      variables: { ...claim, decision: "approved", reasons: [], comment: "", dueAt: null },
    },
    {
      name: "claim-rejected",
      template: "claim-decision",
      variables: { ...claim, decision: "rejected", reasons, comment: said, dueAt: deliveryDueAt },
    },
    {
      name: "claim-rejected-final",
      template: "claim-decision",
      variables: { ...claim, decision: "rejected_final", reasons, comment: said, dueAt: null },
    },
    {
      name: "claim-paid",
      template: "claim-paid",
      variables: {
        ...claim,
        paymentReference: "PAY-2027-00417",
        paidAt: decidedAt,
        amount: { minor: 500_000, currency: "USD" },
      },
    },
    {
      name: "claim-file-refused",
      template: "claim-file-refused",
      variables: { ...claim, fileName: "Invoice 2026-114.pdf" },
    },
    {
      name: "claim-comment-partner",
      template: "claim-comment",
      variables: { ...claim, kind: "partner", authorName: "Amara Okafor", body: said },
    },
    {
      name: "claim-comment-programme",
      template: "claim-comment",
      variables: { ...claim, kind: "programme", authorName: "Fatima de Boer", body: said },
    },
    ...claimSamples(locale),
    ...placeSamples(locale),
    ...digestSamples(),
  ];
}
