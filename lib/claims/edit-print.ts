import type { workshopClaims } from "@/db/schema";
import { fingerprint } from "../audit/fingerprint";
import type { EditInput } from "./schema";

type Claim = typeof workshopClaims.$inferSelect;

/** The hash by which the log knows what a part of a claim holds after it was edited (D15). */
export function editPrint(part: EditInput["part"], claim: Claim): string {
  switch (part) {
    case "name":
      return fingerprint([claim.friendlyName]);
    case "partner":
      return fingerprint([claim.partnerContactName, claim.partnerContactEmail]);
    case "customer":
      return fingerprint([
        claim.contactFirstName,
        claim.contactLastName,
        claim.contactTitle,
        claim.contactEmail,
        claim.contactLanguage,
      ]);
    case "invoice":
      return fingerprint([
        claim.invoiceNumber,
        claim.invoiceAmount,
        claim.invoiceCurrency,
        claim.workshopFrom,
        claim.workshopUntil,
      ]);
  }
}
