import { authorize } from "../access/authorize";
import { getAskedRequest, type AskedRequest } from "../consent/queries";
import type { Locale, Tx } from "../ctx";
import { Refusal } from "../errors";
import { askedView, type AskedView } from "./asked-request";

export type ConsentReceipt = AskedView & {
  receipt: {
    id: string;
    linkId: string;
    decision: "accept" | "decline";
    fullName: string;
    reason: string | null;
    decidedAt: Date;
    mailbox: string;
    confirmedByCode: boolean;
    wordingVersion: string;
    wordingHash: string;
    /** The exact text, in the language in which it was answered. */
    wording: string;
    wordingLanguage: Locale;
    auditHash: string;
  };
  /** The same for machines, in the fields of ISO/IEC TS 27560. */
  record: object;
};

/** The receipt of an answer (D12, D15). Refuses with `not_answered` while there is none. */
export async function consentReceipt(
  tx: Tx,
  { language }: { language: Locale | null },
): Promise<ConsentReceipt> {
  authorize(tx, "consent.view");
  const asked = await getAskedRequest(tx);
  const { decision } = asked;
  if (!decision) throw new Refusal("not_answered");
  const view = askedView(tx, asked, language);
  return {
    ...view,
    receipt: {
      id: decision.id,
      linkId: decision.linkId,
      decision: decision.decision,
      fullName: decision.fullName,
      reason: decision.reason,
      decidedAt: decision.decidedAt,
      mailbox: decision.contactEmail,
      confirmedByCode: decision.confirmedByCode,
      wordingVersion: decision.wordingVersion,
      wordingHash: decision.wordingHash,
      wording: decision.wording,
      wordingLanguage: decision.language,
      auditHash: decision.auditHash,
    },
    record: recordOf(asked, decision, view),
  };
}

const PROGRAMME = "programme";
const pii = ["name", "job_title", "email_address"];

/** Header, processing, parties and events, as ISO/IEC TS 27560:2023 names them. */
function recordOf(
  { request, round, workshop, engagement }: AskedRequest,
  decision: NonNullable<AskedRequest["decision"]>,
  view: AskedView,
): object {
  const given = decision.decision === "accept";
  const days = engagement.deliveryDays;
  const event = (at: Date, state: string, by: string) => ({
    event_time: at.toISOString(),
    event_type: "explicit",
    event_state: state,
    entity_id: by,
    ...(state === "given" ? { validity_duration: `P${days}D` } : {}),
  });
  const principal = `request:${request.id}`;
  const events = [
    event(request.sentAt, "requested", round.partnerId),
    event(decision.decidedAt, given ? "given" : "refused", principal),
  ];
  if (view.ended && given) {
    const withdrawn = view.ended.reason === "withdrawn";
    events.push(
      withdrawn
        ? event(view.ended.at, "withdrawn", principal)
        : event(view.ended.at, "terminated", PROGRAMME),
    );
  }
  return {
    receipt_metadata: { schema_version: "ISO/IEC TS 27560:2023", receipt_id: decision.id },
    consent_record: {
      header: {
        schema_version: "ISO/IEC TS 27560:2023",
        record_id: decision.id,
        pii_principal_id: principal,
      },
      pii_processing: {
        privacy_notice: {
          version: decision.wordingVersion,
          text: decision.wording,
          sha256: decision.wordingHash,
        },
        language: decision.language,
        purposes: [
          {
            purpose: `Taking part in the workshop "${workshop.engagementName}"`,
            purpose_type: "workshop_participation",
            lawful_basis: "consent",
            pii_information: pii.map((pii_type) => ({ pii_type, pii_optional: false })),
            pii_controllers: [round.partnerId, PROGRAMME],
            collection_method: "web_form",
            processing_method: ["contact", "record_keeping", "payment_of_partner"],
            retention_period: "As long as the answer must be proven",
            recipient_third_parties: [],
            withdrawal_method:
              "On the page with the receipt, until the workshop claim is submitted",
            jurisdiction: workshop.locationCountry,
          },
        ],
      },
      party_identification: [
        {
          party_id: principal,
          party_name: decision.fullName,
          party_role: "pii_principal",
          party_email: decision.contactEmail,
          party_organisation: workshop.tenantName,
        },
        {
          party_id: round.partnerId,
          party_name: workshop.partnerName,
          party_role: "pii_controller",
          party_address: view.place,
          party_contact: request.partnerContactName,
          party_email: request.partnerContactEmail,
          party_phone: request.partnerContactPhone,
        },
        {
          party_id: PROGRAMME,
          party_name: view.about.organisation || view.about.name,
          party_role: "pii_controller",
        },
      ],
      event: events,
      proof: {
        link_id: decision.linkId,
        confirmed_by_code: decision.confirmedByCode,
        audit_chain_hash: decision.auditHash,
      },
    },
  };
}
