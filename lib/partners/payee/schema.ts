import { z } from "zod";
import { isCountry } from "@/messages/format/names";
import { line, paragraphs } from "../../input";
import { currencyCode } from "../../money";
import { hasIban, readCode, readIban, type Account } from "./rules";

const location = z.guid("not_found");
const version = z.coerce.number().int().min(0).max(1_000_000);
const code = (min: number, max: number) =>
  z
    .string()
    .max(100)
    .default("")
    .transform(readCode)
    .pipe(
      z
        .string()
        .regex(new RegExp(`^([A-Z0-9]{${String(min)},${String(max)}})?$`), "invalid_account"),
    );

/** Fields that are never given back to a form, nor kept while somebody signs in (P28). */
export const bankFields = ["iban", "bankCode", "account"] as const;

/** Where a location is paid, as typed (P28). */
export const payeeInput = z
  .object({
    location,
    /** The version that the form was filled in upon; 0: there was none. */
    version,
    legalName: line(200).pipe(z.string().min(1, "required_legal_name")),
    taxNumber: line(40).pipe(
      z
        .string()
        .min(1, "required_tax_number")
        .regex(/^[\p{L}\d][\p{L}\d ./-]*$/u, "invalid_tax_number"),
    ),
    country: z.string("required_country").refine(isCountry, "required_country"),
    currency: currencyCode,
    accountKind: z.enum(["iban", "account"], { error: "choose_one" }),
    iban: z.string().max(100).default(""),
    bankCode: code(2, 35),
    account: code(4, 34),
  })
  .transform(({ accountKind, iban, bankCode, account, ...profile }, context) => {
    const wrong = (path: string, message: string) => {
      context.addIssue({ code: "custom", path: [path], message });
    };
    if (accountKind === "iban") {
      const read = readIban(iban);
      if (read !== null) return { ...profile, account: { kind: "iban", iban: read } as Account };
      wrong("iban", iban.trim() === "" ? "required_iban" : "invalid_iban");
      return z.NEVER;
    }
    if (hasIban(profile.country)) wrong("accountKind", "iban_needed");
    if (bankCode === "") wrong("bankCode", "required_bank_code");
    if (account === "") wrong("account", "required_account");
    return { ...profile, account: { kind: "account", bankCode, account } as Account };
  });
export type PayeeInput = z.output<typeof payeeInput>;

/** What the programme says of the newest payee profile of a location; fields of its own beside another form. */
export const decidePayeeInput = z
  .object({
    location,
    version,
    verdict: z.enum(["valid", "rejected"], { error: "choose_one" }),
    fault: paragraphs(2_000).default(""),
  })
  .refine(({ verdict, fault }) => verdict === "valid" || fault !== "", {
    path: ["fault"],
    error: "required_payee_reason",
  })
  .transform(({ verdict: decision, fault: reason, ...profile }) => ({
    ...profile,
    decision,
    reason,
  }));
export type DecidePayeeInput = z.output<typeof decidePayeeInput>;
