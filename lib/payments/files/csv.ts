import { translator, type Locale } from "@/messages";
import { decimalOf } from "@/messages/format/money";
import { csvFormOf, csvLine } from "../../csv/write";
import type { Money } from "../../money";
import type { Account } from "../../partners/payee/rules";

export type CsvTransfer = {
  name: string;
  payee: string;
  country: string;
  account: Account;
  accountCurrency: string;
  amount: Money;
  about: string;
};

const columns = [
  "payment",
  "payee",
  "country",
  "iban",
  "bankCode",
  "account",
  "accountCurrency",
  "amount",
  "currency",
  "about",
] as const;

/**
 * The transfers of a run that do not go by pain.001, as CSV for whoever types them in (P30): in the
 * programme's language, the same text each time. Numbers of banks and accounts stand as `="01234"`: a spreadsheet keeps
 * their zeros and digits (P21).
 */
export function csvOf(locale: Locale, transfers: readonly CsvTransfer[]): string {
  const t = translator(locale, "payments");
  const form = csvFormOf(locale);
  const head = csvLine(
    columns.map((column) => t(`csv.${column}`)),
    form,
  );
  const lines = transfers.map(({ name, payee, country, account, accountCurrency, amount, about }) =>
    csvLine(
      [
        name,
        payee,
        country,
        account.kind === "iban" ? account.iban : "",
        account.kind === "iban" ? "" : { code: account.bankCode },
        account.kind === "iban" ? "" : { code: account.account },
        accountCurrency,
        { decimal: decimalOf(amount) },
        amount.currency,
        about,
      ],
      form,
    ),
  );
  return `\u{FEFF}${head}${lines.join("")}`;
}
