import type { Locale } from "../ctx";
import type { Sample } from "./schema";
import { contentLanguage } from "@/messages/languages";

/** The workshop of every example. */
export const workshop = {
  engagementName: "Modern Work: Hybrid Meetings and Rooms",
  tenantName: "Van Rijn & Zonen Logistiek",
  partnerName: "Contoso Consulting",
  locationName: "Contoso Utrecht",
  locationCity: "Utrecht",
  locationCountry: "NL",
  timeZone: "Europe/Amsterdam",
};
const claim = { ...workshop, claimNumber: "4207318" };
const at = "2027-02-15T10:20:00.000Z";
const dueAt = "2027-04-01T22:00:00.000Z";
const by = "Fatima de Boer";

/** One example of every e-mail about a workshop claim and every form it takes. */
export function claimSamples(locale: Locale): Sample[] {
  const comment = {
    en: "The invoice was sent in two parts.\nBoth are in the file.",
    nl: "De factuur is in twee delen verstuurd.\nBeide staan in het bestand.",
  }[contentLanguage(locale)];
  const reason = {
    en: "The report names this workshop on page 2.",
    nl: "Het rapport noemt deze workshop op bladzijde 2.",
  }[contentLanguage(locale)];
  const submitted = { ...claim, submittedAt: at, submittedBy: by };
  return [
    {
      name: "claim-submitted",
      template: "claim-submitted",
      variables: { ...submitted, again: false, comment },
    },
    {
      name: "claim-submitted-again",
      template: "claim-submitted",
      variables: { ...submitted, again: true, comment: null },
    },
    {
      name: "workshop-cancelled",
      template: "workshop-cancelled",
      variables: {
        ...workshop,
        contactName: "Joost van Rijn",
        cancelledAt: at,
        partnerContact: { name: by, email: "fatima.deboer@contoso.example", phone: "" },
      },
    },
    {
      name: "claim-cancelled",
      template: "claim-cancelled",
      variables: { ...claim, cancelledAt: at, cancelledBy: by },
    },
    {
      name: "claim-disputed",
      template: "claim-disputed",
      variables: { ...claim, disputedAt: at, disputedBy: by, reason },
    },
    ...(["review", "dispute"] as const).flatMap((kind): Sample[] => [
      {
        name: `claim-due-${kind}`,
        template: "claim-due",
        variables: { ...claim, kind, dueAt, daysLeft: 7 },
      },
      {
        name: `claim-expired-${kind}`,
        template: "claim-expired",
        variables: { ...claim, kind, dueAt },
      },
    ]),
  ];
}
