import { decimalOf } from "@/messages/format/money";
import type { Money } from "../money";
import type { Requirement } from "./rules";

export type ProofFile = {
  requirement: Requirement;
  name: string;
  /** Of its bytes, in hex: equal files have equal hashes. */
  sha256: string;
  /** Calendar day at the location, YYYY-MM-DD. */
  uploadedOn: string;
};

/** What the check before submitting looks at. Days are YYYY-MM-DD, at the location. */
export type CheckedClaim = {
  requires: readonly Requirement[];
  tenantName: string;
  /** The tenant's e-mail domains. */
  domains: readonly string[];
  /** Why the contact's domain may be another one (S28); null: nobody said. */
  mismatchReason: string | null;
  friendlyName: string | null;
  contactEmail: string;
  partnerEmail: string;
  payout: Money | null;
  invoiceNumber: string | null;
  /** A decimal text, such as "4500.00". */
  invoiceAmount: string | null;
  invoiceCurrency: string | null;
  workshopFrom: string | null;
  workshopUntil: string | null;
  /** From the first consent … */
  firstDay: string;
  /** … until the last day to submit, or today when that is earlier. */
  lastDay: string;
  /** The version of the template that its round was given, by requirement (P14). */
  templateVersions: ReadonlyMap<Requirement, string>;
  files: readonly ProofFile[];
};

type Form = "invoice" | "customer" | "documents";
/** Something that a reviewer would likely return, and where it is put right. It never blocks. */
export type Finding = {
  code: FindingCode;
  form: Form;
  /** The field of the form. */
  field: string | null;
  params: Record<string, string>;
};
export type FindingCode =
  | "invoice_number_missing"
  | "amount_missing"
  | "amount_zero"
  | "amount_low"
  | "amount_high"
  | "customer_name_missing"
  | "dates_missing"
  | "dates_outside"
  | "file_date_outside"
  | "findings_too_early"
  | "template_old"
  | "same_file"
  | "no_domain"
  | "other_domain"
  | "own_domain";

/** Before submitting (section 9, 5): what a reviewer would likely return, most likely first. */
export function findingsOf(claim: CheckedClaim): Finding[] {
  const invoice = claim.requires.includes("invoice") ? [...ofInvoice(claim), ...ofName(claim)] : [];
  return [...invoice, ...ofDates(claim), ...ofFiles(claim), ...ofDomains(claim)];
}

function ofInvoice(claim: CheckedClaim): Finding[] {
  const found: Finding[] = [];
  const { invoiceNumber, invoiceAmount, invoiceCurrency, payout } = claim;
  if (invoiceNumber === null)
    found.push(finding("invoice_number_missing", "invoice", "invoiceNumber"));
  if (invoiceAmount === null || invoiceCurrency === null)
    return [...found, finding("amount_missing", "invoice", "invoiceAmount")];
  const amount = Number(invoiceAmount);
  const written = { amount: invoiceAmount, currency: invoiceCurrency };
  const at = ["invoice", "invoiceAmount", written] as const;
  if (amount === 0) found.push(finding("amount_zero", ...at));
  else if (payout !== null && areNear(invoiceCurrency, payout.currency)) {
    const paid = Number(decimalOf(payout));
    if (amount < paid / 10) found.push(finding("amount_low", ...at));
    if (amount > paid * 20) found.push(finding("amount_high", ...at));
  }
  return found;
}

function areNear(one: string, other: string): boolean {
  return one === other || (nearDollar.has(one) && nearDollar.has(other));
}

/** Currencies whose unit is worth about a dollar: these can be compared without rates. */
const nearDollar = new Set(["USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD", "SGD"]);

/** The customer must be named by the invoice: its file, or what the form calls the claim. */
function ofName({ tenantName, domains, friendlyName, files }: CheckedClaim): Finding[] {
  const invoices = files.filter(({ requirement }) => requirement === "invoice");
  if (invoices.length === 0) return [];
  const texts = [...invoices.map(({ name }) => name), friendlyName ?? ""];
  const named = texts.some((text) => names(text, tenantName, domains));
  return named ? [] : [finding("customer_name_missing", "documents", null, { name: tenantName })];
}

function ofDates(claim: CheckedClaim): Finding[] {
  const { workshopFrom: from, workshopUntil: until, firstDay, lastDay, files } = claim;
  const inNames = files.map((file) => ({ file, dates: datesIn(file.name) }));
  if (from === null) {
    const anywhere = inNames.some(({ dates }) => dates.length > 0);
    return anywhere ? [] : [finding("dates_missing", "invoice", "workshopFrom")];
  }
  const found: Finding[] = [];
  if (from < firstDay || (until ?? from) > lastDay)
    found.push(
      finding("dates_outside", "invoice", "workshopFrom", { from: firstDay, until: lastDay }),
    );
  for (const { file, dates } of inNames) {
    const outside = dates.find((date) => date < firstDay || date > lastDay);
    if (outside !== undefined)
      found.push(
        finding("file_date_outside", "documents", null, { file: file.name, date: outside }),
      );
  }
  const early = files.find(
    ({ requirement, uploadedOn }) =>
      requirement === "findings_and_recommendations" && uploadedOn < from,
  );
  if (early) found.push(finding("findings_too_early", "documents", null, { file: early.name }));
  return found;
}

function ofFiles({ files, templateVersions }: CheckedClaim): Finding[] {
  const found: Finding[] = [];
  for (const { requirement, name } of files) {
    const newest = templateVersions.get(requirement);
    const version = newest === undefined ? null : versionIn(name);
    if (version !== null && newest !== undefined && isOlder(version, newest))
      found.push(finding("template_old", "documents", null, { file: name, version, newest }));
  }
  const invoices = files.filter(({ requirement }) => requirement === "invoice");
  const twice = files.find(
    ({ requirement, sha256 }) =>
      requirement !== "invoice" && invoices.some((invoice) => invoice.sha256 === sha256),
  );
  if (twice) found.push(finding("same_file", "documents", null, { file: twice.name }));
  return found;
}

function ofDomains({
  domains,
  mismatchReason,
  contactEmail,
  partnerEmail,
}: CheckedClaim): Finding[] {
  const at = ["customer", "email"] as const;
  const domain = domainOf(contactEmail);
  if (domain === domainOf(partnerEmail)) return [finding("own_domain", ...at, { domain })];
  if (mismatchReason !== null) return [];
  if (domains.length === 0) return [finding("no_domain", ...at)];
  const known = domains.some((one) => domain === one || domain.endsWith(`.${one}`));
  return known ? [] : [finding("other_domain", ...at, { domain })];
}

function finding(
  code: FindingCode,
  form: Form,
  field: string | null,
  params: Record<string, string> = {},
): Finding {
  return { code, form, field, params };
}

const domainOf = (email: string) => email.slice(email.lastIndexOf("@") + 1).toLowerCase();

/** What stands for the kind of company and not for its name. */
const legal =
  /^(?:bv|nv|vof|cv|ag|kg|gmbh|ug|ohg|se|sa|sas|sarl|srl|spa|oy|oyj|ab|as|asa|aps|ltd|limited|llc|llp|lp|plc|inc|incorporated|corp|corporation|co|company|group|groep|holding|the|de|het|en|and|und|et)$/;

/** Whether a text names a company: every word of its name that tells it apart, or its domain's. */
function names(text: string, company: string, domains: readonly string[]): boolean {
  const plain = wordsOf(text);
  const joined = plain.join("");
  const all = wordsOf(company);
  const telling = all.filter((word) => !legal.test(word));
  const wanted = telling.length > 0 ? telling : all;
  if (wanted.length > 0 && wanted.every((word) => plain.includes(word))) return true;
  if (wanted.length > 0 && joined.includes(wanted.join(""))) return true;
  return domains.some((domain) => {
    const [label = ""] = domain.split(".");
    return label.length >= 4 && joined.includes(wordsOf(label).join(""));
  });
}

/** `Van Rijn & Zonen B.V.` is van, rijn, zonen, bv. */
function wordsOf(text: string): string[] {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return (
    plain
      .replace(/ß/g, "ss")
      .replace(/\b(\p{L})\.(?=\p{L}\b)/gu, "$1")
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** The days that a file's name tells, as YYYY-MM-DD: 2026-03-31, 20260331, 31-03-2026, 31.3.2026. */
function datesIn(name: string): string[] {
  const found: string[] = [];
  const add = (year: string, month: string, day: string) => {
    const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
    const at = new Date(`${date}T00:00:00Z`);
    if (!Number.isNaN(at.getTime()) && at.toISOString().startsWith(date)) found.push(date);
  };
  for (const [, y = "", m = "", d = ""] of name.matchAll(
    /(?<!\d)(20\d\d)[-_. ]?(\d\d)[-_. ]?(\d\d)(?!\d)/g,
  ))
    add(y, m, d);
  for (const [, d = "", m = "", y = ""] of name.matchAll(
    /(?<!\d)(\d{1,2})[-_. ](\d{1,2})[-_. ](20\d\d)(?!\d)/g,
  ))
    add(y, m, d);
  return found;
}

/** The version that a file's name tells: `Findings v1.2.docx`, `Bevindingen versie 2026-11.docx`. */
function versionIn(name: string): string | null {
  const found = /(?<![\p{L}])v(?:er(?:sion|sie)?)?[ ._-]?(\d+(?:[.-]\d+)*)/iu.exec(name);
  return found?.[1] ?? null;
}

/** Whether a version comes before another; numbers count, and what is missing is nought. */
function isOlder(version: string, newest: string): boolean {
  const [a, b] = [version, newest].map((text) => (text.match(/\d+/g) ?? []).map(Number));
  for (let at = 0; at < Math.max(a?.length ?? 0, b?.length ?? 0); at++) {
    const difference = (a?.[at] ?? 0) - (b?.[at] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
