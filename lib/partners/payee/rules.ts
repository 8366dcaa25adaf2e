import { countrySpecs, electronicFormatIBAN, isValidIBAN } from "ibantools";

/** Where money goes: an IBAN, or an account at a bank by the bank's code. */
export type Account =
  | { kind: "iban"; iban: string }
  | { kind: "account"; bankCode: string; account: string };

/** An IBAN without what people put between its characters; null unless its country, length and checksum fit. */
export function readIban(typed: string): string | null {
  const iban = electronicFormatIBAN(typed.replace(/^\s*IBAN\b:?/i, ""));
  return iban !== null && isValidIBAN(iban) ? iban : null;
}

/** An account number or bank code as banks print them: letters and digits alone. */
export function readCode(typed: string): string {
  return typed.replace(/[\s./-]/g, "").toUpperCase();
}

/** Whether accounts in this country have an IBAN. */
export function hasIban(country: string): boolean {
  return countrySpecs[country]?.IBANRegistry === true;
}

/** All that people see of an account again. */
export function lastFourOf(account: Account): string {
  return (account.kind === "iban" ? account.iban : account.account).slice(-4);
}

/** Fields of a payee profile that people see in full. */
export const openFields = ["legalName", "taxNumber", "country", "currency"] as const;
