import { enrolmentStates } from "@/db/schema/states";
import type { Locale } from "../ctx";
import { workshop } from "./claim-samples";
import { paymentOutcomes, type Sample } from "./schema";
import { contentLanguage } from "@/messages/languages";

/** One example of every e-mail about a location's own place in the programme and every form it takes. */
export function placeSamples(locale: Locale): Sample[] {
  const { engagementName: _, tenantName: __, ...named } = workshop;
  const place = { ...named, locationId: "3f0f1a52-6a0e-4d6e-9c3f-0d4f0b6f7a22" };
  const at = "2027-02-15T10:20:00.000Z";
  const reason = {
    en: "The name on the account is not that of the company.",
    nl: "De naam bij de rekening is niet die van het bedrijf.",
  }[contentLanguage(locale)];
  const moved = { ...place, payeeProfile: "validating" as const, movedAt: at };
  const failed = {
    ...{ ...place, run: "12", claimNumbers: "1000417, 1000423", lastFour: "4300" },
    amount: { minor: 500_000, currency: "USD" },
    reason: { en: "AC04 Account closed", nl: "AC04 Rekening opgeheven" }[contentLanguage(locale)],
  };
  const payee = { ...place, at, lastFour: "4300" };
  return [
    ...enrolmentStates.map((state): Sample => ({
      name: `enrolment-${state.replace("_", "-")}`,
      template: "enrolment-moved",
      variables: {
        ...moved,
        state,
        movedBy: state === "validating" ? "Fatima de Boer" : null,
        reason: state === "action_required" || state === "inactive" ? reason : null,
      },
    })),
    {
      name: "enrolment-accepted",
      template: "enrolment-moved",
      variables: { ...moved, state: "action_required", movedBy: "Fatima de Boer", reason: null },
    },
    {
      name: "payee-changed",
      template: "payee-notice",
      variables: { ...payee, kind: "changed", by: "Fatima de Boer", reason: null },
    },
    {
      name: "payee-valid",
      template: "payee-notice",
      variables: { ...payee, kind: "valid", by: null, reason: null },
    },
    {
      name: "payee-rejected",
      template: "payee-notice",
      variables: { ...payee, kind: "rejected", by: null, reason },
    },
    ...paymentOutcomes.map((kind): Sample => ({
      name: `payment-failed-${kind}`,
      template: "payment-failed",
      variables: { ...failed, kind },
    })),
  ];
}
