import { claimStatuses, customerStatuses } from "@/db/schema/states";
import { translator } from "@/messages";
import type { Tx, Locale } from "../../ctx";
import { usualOf } from "../../installation";

/** The words of lists' files: of their columns, and of the states in them. */
export async function fileWords(tx: Tx, locale: Locale) {
  const { locationIdName } = await usualOf(tx);
  const customers = translator(locale, "customers");
  const common = translator(locale, "common", { locationIdName });
  return {
    common,
    customers,
    claim: Object.fromEntries(claimStatuses.map((one) => [one, customers(`claim.${one}`)])),
    customer: Object.fromEntries(
      [...customerStatuses, ...claimStatuses].map((one) => [one, customers(`filter.${one}`)]),
    ),
  };
}
