import { findingsOf, type CheckedClaim, type ProofFile } from "./check.rules";

const invoice = (name: string, more: Partial<ProofFile> = {}): ProofFile => ({
  requirement: "invoice",
  name,
  sha256: "aa",
  uploadedOn: "2026-04-10",
  ...more,
});
const findings = (name: string, more: Partial<ProofFile> = {}): ProofFile => ({
  ...invoice(name, { sha256: "bb", ...more }),
  requirement: "findings_and_recommendations",
});

/** A claim in which a reviewer finds nothing. */
const good: CheckedClaim = {
  requires: ["invoice", "findings_and_recommendations", "partner_survey", "customer_survey"],
  tenantName: "Van Rijn & Zonen Logistiek B.V.",
  domains: ["vanrijn.example"],
  mismatchReason: null,
  friendlyName: null,
  contactEmail: "joost@vanrijn.example",
  partnerEmail: "fatima@contoso.example",
  payout: { minor: 500_000, currency: "USD" },
  invoiceNumber: "2026-0042",
  invoiceAmount: "4500.00",
  invoiceCurrency: "EUR",
  workshopFrom: "2026-04-01",
  workshopUntil: "2026-04-02",
  firstDay: "2026-03-11",
  lastDay: "2026-04-20",
  templateVersions: new Map([["findings_and_recommendations", "2.1"]]),
  files: [invoice("Invoice Van Rijn Zonen Logistiek.pdf"), findings("Findings v2.1.docx")],
};

test("a good claim has no findings", () => {
  expect(findingsOf(good)).toEqual([]);
});

const files = (name: string, other = "Findings.docx") => ({
  files: [invoice(name), findings(other)],
});

const inYen = { payout: { minor: 750_000, currency: "JPY" } };

test.each<[string, Partial<CheckedClaim>, string[]]>([
  ["no invoice number", { invoiceNumber: null }, ["invoice_number_missing"]],
  ["no amount", { invoiceAmount: null, invoiceCurrency: null }, ["amount_missing"]],
  ["an amount of nothing", { invoiceAmount: "0.00" }, ["amount_zero"]],
  ["a tenth of the payout is enough", { invoiceAmount: "500.00" }, []],
  ["less is not", { invoiceAmount: "499.99" }, ["amount_low"]],
  ["twenty times the payout is possible", { invoiceAmount: "100000.00" }, []],
  ["more is not", { invoiceAmount: "100000.01" }, ["amount_high"]],
  ["yen cannot be compared", { invoiceAmount: "750000.00", invoiceCurrency: "JPY" }, []],
  [
    "yen and a payout in yen can",
    { ...inYen, invoiceAmount: "74999.00", invoiceCurrency: "JPY" },
    ["amount_low"],
  ],
  [
    "twenty times as many yen are possible",
    { ...inYen, invoiceAmount: "15000000.00", invoiceCurrency: "JPY" },
    [],
  ],
  [
    "dollars and a payout in yen cannot",
    { ...inYen, invoiceAmount: "1.00", invoiceCurrency: "USD" },
    [],
  ],
  [
    "dinars by their thousandths",
    {
      payout: { minor: 1_500_000, currency: "KWD" },
      invoiceAmount: "149.99",
      invoiceCurrency: "KWD",
    },
    ["amount_low"],
  ],
  ["nothing is paid", { payout: null, invoiceAmount: "1.00" }, []],
  [
    "no invoice is asked for",
    { requires: ["partner_survey"], invoiceNumber: null, ...files("x.pdf") },
    [],
  ],
  [
    "the file does not name the customer",
    files("Invoice 2026-0042.pdf"),
    ["customer_name_missing"],
  ],
  [
    "names a part of it only",
    { domains: [], mismatchReason: "other", ...files("Invoice Van Rijn.pdf") },
    ["customer_name_missing"],
  ],
  ["names it in one word", files("factuur_VanRijnZonenLogistiek.pdf"), []],
  ["names its domain", files("factuur-vanrijn.pdf"), []],
  ["the form names it", { ...files("scan.pdf"), friendlyName: "van rijn en zonen logistiek" }, []],
  ["one of several invoices names it", { files: [invoice("a.pdf"), invoice("vanrijn.pdf")] }, []],
  [
    "accents do not matter",
    {
      tenantName: "Café Müller GmbH",
      domains: [],
      mismatchReason: "other",
      ...files("cafe muller.pdf"),
    },
    [],
  ],
  [
    "other scripts are names too",
    { tenantName: "株式会社テスト", ...files("請求書 株式会社テスト.pdf") },
    [],
  ],
  [
    "a name of legal words alone",
    {
      tenantName: "The Company Ltd",
      domains: ["company.example"],
      contactEmail: "a@company.example",
      ...files("the company ltd.pdf"),
    },
    [],
  ],
  ["no dates anywhere", { workshopFrom: null, workshopUntil: null }, ["dates_missing"]],
  [
    "a date in a file's name",
    { workshopFrom: null, workshopUntil: null, ...files("vanrijn 1.4.2026.pdf") },
    [],
  ],
  [
    "a number that is no date",
    { workshopFrom: null, workshopUntil: null, ...files("vanrijn 2026-13-41.pdf") },
    ["dates_missing"],
  ],
  ["on the day of consent", { workshopFrom: "2026-03-11" }, []],
  ["before the consent", { workshopFrom: "2026-03-10" }, ["dates_outside"]],
  ["after the last day", { workshopUntil: "2026-04-21", files: [] }, ["dates_outside"]],
  ["a file of before the consent", files("vanrijn 2025-12-01.pdf"), ["file_date_outside"]],
  ["a file of today", files("vanrijn 20260420.pdf"), []],
  [
    "findings of before the workshop",
    { files: [findings("Findings.docx", { uploadedOn: "2026-03-31" })] },
    ["findings_too_early"],
  ],
  ["an older template", files("vanrijn.pdf", "Findings v2.0.docx"), ["template_old"]],
  [
    "an older template of whole numbers",
    files("vanrijn.pdf", "Bevindingen versie 1.docx"),
    ["template_old"],
  ],
  ["a newer template", files("vanrijn.pdf", "Findings v2.10.docx"), []],
  ["no version in the name", files("vanrijn.pdf", "Overview 1.docx"), []],
  [
    "the engagement has no template",
    { templateVersions: new Map(), ...files("vanrijn.pdf", "Findings v0.1.docx") },
    [],
  ],
  [
    "a template by month",
    {
      templateVersions: new Map([["findings_and_recommendations", "2026-11"]]),
      ...files("vanrijn.pdf", "Findings v2026-03.docx"),
    },
    ["template_old"],
  ],
  ["an invoice may have a version", files("vanrijn v1.pdf"), []],
  [
    "one file for both",
    { files: [invoice("vanrijn.pdf"), findings("f.pdf", { sha256: "aa" })] },
    ["same_file"],
  ],
  ["one invoice twice", { files: [invoice("vanrijn.pdf"), invoice("vanrijn 2.pdf")] }, []],
  [
    "the customer has no domain",
    { domains: [], ...files("van rijn zonen logistiek.pdf") },
    ["no_domain"],
  ],
  ["a contact elsewhere", { contactEmail: "joost@elsewhere.example" }, ["other_domain"]],
  [
    "for a reason that was given",
    { contactEmail: "joost@elsewhere.example", mismatchReason: "renamed" },
    [],
  ],
  ["a sub-domain of the customer", { contactEmail: "joost@mail.vanrijn.example" }, []],
  [
    "a contact at the partner",
    { contactEmail: "x@contoso.example", mismatchReason: "other" },
    ["own_domain"],
  ],
])("the check before submitting: %s", (_, change, codes) => {
  expect(findingsOf({ ...good, ...change }).map(({ code }) => code)).toEqual(codes);
});

test("each finding leads to where it is put right", () => {
  const found = findingsOf({
    ...good,
    invoiceNumber: null,
    invoiceAmount: null,
    contactEmail: "a@b.example",
    ...files("scan.pdf"),
  });
  expect(found).toEqual([
    { code: "invoice_number_missing", form: "invoice", field: "invoiceNumber", params: {} },
    { code: "amount_missing", form: "invoice", field: "invoiceAmount", params: {} },
    {
      code: "customer_name_missing",
      form: "documents",
      field: null,
      params: { name: good.tenantName },
    },
    { code: "other_domain", form: "customer", field: "email", params: { domain: "b.example" } },
  ]);
});
