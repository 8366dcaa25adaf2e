import fc from "fast-check";
import { painFaults } from "@/testing/pain";
import { meant } from "../../csv/cells";
import { csvOf } from "./csv";
import { latin } from "./latin.rules";
import { painFile, type Transfer } from "./pain";

const run = {
  name: "R12-3f0f1a52",
  programme: "Partner Engagements",
  account: { name: "Contoso B.V.", iban: "NL91ABNA0417164300", bic: "ABNANL2A" },
  currency: "EUR",
  at: new Date("2027-03-01T10:20:30.456Z"),
  day: "2027-03-01",
};
const transfer = (place: number, facts: Partial<Transfer> = {}): Transfer => ({
  name: `P12-${String(place)}`,
  payee: "Noordzee Cloud B.V.",
  country: "NL",
  iban: "DE89370400440532013000",
  amount: { minor: 123_456, currency: "EUR" },
  about: "P12-1 Partner Engagements: claim 1000417",
  ...facts,
});
const text = (xml: string, tag: string) =>
  Array.from(xml.matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, "g")), ([, inner]) => inner);

test("P30 the schema of ISO 20022 takes a file, in euros and in another currency, with a BIC and without", () => {
  const dollars = { ...run, currency: "USD", account: { ...run.account, bic: "" } };
  const files = [
    painFile(run, [transfer(1), transfer(2)]),
    painFile(dollars, [transfer(1, { amount: { minor: 5, currency: "USD" } })]),
    painFile({ ...run, currency: "JPY" }, [
      transfer(1, { amount: { minor: 600_000, currency: "JPY" } }),
    ]),
  ];
  expect(painFaults(files)).toEqual([[], [], []]);
  expect(painFaults([files[0]!.replace("<MsgId>", "<MsgIdd>")])[0]).not.toEqual([]);
  expect(
    painFaults([files[0]!.replace("DE89370400440532013000", "not an account")])[0],
  ).not.toEqual([]);
  expect(files[1]).toContain("<Id>NOTPROVIDED</Id>");
  expect(files[1]).not.toContain("SEPA");
});

test("P30 sums are equal to the cent, the same transfers give the same bytes", () => {
  const amounts = [1, 99, 100, 12_345_678, 999_999_999_999];
  const all = amounts.map((minor, at) => transfer(at + 1, { amount: { minor, currency: "EUR" } }));
  const xml = painFile(run, all);
  expect(text(xml, "CtrlSum")).toEqual(["10000123458.77", "10000123458.77"]);
  expect(text(xml, "NbOfTxs")).toEqual(["5", "5"]);
  expect(xml).toContain('<InstdAmt Ccy="EUR">0.01</InstdAmt>');
  expect(painFile(run, all)).toBe(xml);
});

test("P30 whatever a name or text holds, the schema takes the file and banks read it", () => {
  const names = fc.oneof(
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.constantFrom(
      "<b>&\"'</b>",
      "Čeština & Söhne",
      "Αθήνα",
      "Москва",
      "東京",
      "🙂",
      "//",
      "\0",
      "]]>",
      "﷽".repeat(40),
      " ",
    ),
  );
  const files: string[] = [];
  fc.assert(
    fc.property(names, names, names, (payee, about, programme) => {
      const xml = painFile({ ...run, programme, account: { ...run.account, name: payee } }, [
        transfer(1, { payee, about }),
      ]);
      files.push(xml);
      for (const tag of ["Nm", "Ustrd"])
        for (const words of text(xml, tag))
          expect(words).toEqual(
            expect.stringMatching(
              tag === "Nm"
                ? /^(&apos;|[A-Za-z0-9/\-?:().,'+ ]){1,400}$/
                : /^(&apos;|[A-Za-z0-9/\-?:().,'+ ])+$/,
            ),
          );
    }),
    { numRuns: 60 },
  );
  expect(painFaults(files).filter((faults) => faults.length > 0)).toEqual([]);
});

test.each([
  ["Société Générale & Søn", 70, "Societe Generale + Son"],
  ["Straße 1_2 @home", 70, "Strasse 1-2 (at)home"],
  ["a".repeat(90), 70, "a".repeat(70)],
  ["  //  ", 70, "/"],
  ["\u200B", 70, "?"],
])("%j is %3$j at the bank", (typed, longest, read) => {
  expect(latin(typed, longest)).toBe(read);
});

test("P30, P21 the CSV beside it: accounts in full, every amount with all its digits, formulas inert", () => {
  const csv = csvOf("en", [
    {
      ...transfer(1),
      payee: "=HYPERLINK(1)",
      accountCurrency: "EUR",
      account: { kind: "iban", iban: "DE89370400440532013000" },
    },
    {
      ...transfer(2),
      payee: 'A "B", C',
      accountCurrency: "USD",
      account: { kind: "account", bankCode: "021000021", account: "0012345678901234567" },
    },
    {
      ...transfer(3),
      accountCurrency: "USD",
      account: { kind: "account", bankCode: "CHASUS33", account: "12E5" },
    },
  ]);
  expect(csv.split("\r\n").slice(1, 4)).toEqual([
    "P12-1,'=HYPERLINK(1),NL,DE89370400440532013000,,,EUR,1234.56,EUR,P12-1 Partner Engagements: claim 1000417",
    'P12-2,"A ""B"", C",NL,,"=""021000021""","=""0012345678901234567""",USD,1234.56,EUR,P12-1 Partner Engagements: claim 1000417',
    'P12-3,Noordzee Cloud B.V.,NL,,CHASUS33,"=""12E5""",USD,1234.56,EUR,P12-1 Partner Engagements: claim 1000417',
  ]);
  expect(["021000021", "0012345678901234567"].map((code) => meant(`="${code}"`))).toEqual([
    "021000021",
    "0012345678901234567",
  ]);
});
