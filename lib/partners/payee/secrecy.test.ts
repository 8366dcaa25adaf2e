import { composeIBAN } from "ibantools";
import fc from "fast-check";
import { transaction } from "@/lib/ctx";
import { renderMail } from "@/lib/mail/render";
import { sampleProgramme } from "@/lib/mail/samples";
import { fixture, type Company } from "@/testing/fixture";
import { setKeys } from "@/testing/keys";
import { TEST_SECRET } from "@/testing/secret";
import { accepted, givePayee, typedPayee } from "@/testing/places";
import { changePayee } from "./change-payee";
import { openAccount } from "./open-account";
import { resealAccounts } from "./reseal-accounts";
import { payeeInput } from "./schema";

const f = fixture();
const newer = "a-newer-key-of-the-ring-in-these-tests";
afterEach(() => setKeys());

/** All that the database keeps, of every table, as text; bytes also as the characters that they are. */
async function everything(): Promise<string> {
  const tables = await f.sql<{ name: string }>(
    `select quote_ident(nspname) || '.' || quote_ident(relname) as name from pg_class c
     join pg_namespace n on n.oid = c.relnamespace where relkind in ('r', 'p') and nspname in ('public', 'private', 'pgboss')`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    for (const { row } of await f.sql<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) as row from ${name} t`,
    ))
      texts.push(JSON.stringify(row));
  }
  const sealed = await f.sql<{ sealed: Buffer }>("select sealed from payee_profiles");
  return [...texts, ...sealed.map((row) => row.sealed.toString("latin1"))].join("\n");
}

/** Each way in which an account could stand somewhere. */
function spellings(account: string): string[] {
  const bytes = Buffer.from(account);
  const grouped = account.replace(/(.{4})(?=.)/g, "$1 ");
  return [
    account,
    account.toLowerCase(),
    grouped,
    account.slice(4),
    bytes.toString("hex"),
    bytes.toString("base64").slice(0, -4),
  ];
}

const accounts = fc.oneof(
  fc
    .tuple(fc.constantFrom("ABNA", "INGB", "RABO"), fc.stringMatching(/^[1-9]\d{9}$/))
    .map(([bank, number]) => ({
      accountKind: "iban",
      country: "NL",
      iban: composeIBAN({ countryCode: "NL", bban: bank + number }) ?? "",
      secret: "",
    }))
    .filter(({ iban }) => iban !== ""),
  fc.stringMatching(/^[1-9]\d{11}$/).map((account) => ({
    accountKind: "account",
    country: "US",
    iban: "",
    bankCode: "021000021",
    account,
    secret: account,
  })),
);

test("P28 the account stands nowhere but sealed: no row of any table, no rendered mail, no error", async () => {
  await fc.assert(
    fc.asyncProperty(accounts, async ({ secret, ...typed }) => {
      const account = secret || typed.iban;
      const company = await accepted(f);
      await givePayee(f, company, typed);
      const mails = await f.sql<{
        template: string;
        language: "en";
        variables: unknown;
        mark: string;
      }>("select template, language, variables, mark from emails where partner_id = $1", [
        company.id,
      ]);
      const rendered = mails.map((mail) => JSON.stringify(renderMail(mail, sampleProgramme)));
      const errors = await failures(company, typed);
      const said = [await everything(), ...rendered, ...errors].join("\n");
      expect(mails.length).toBeGreaterThan(0);
      expect(errors.length).toBe(3);
      for (const spelling of spellings(account))
        expect([spelling, said.includes(spelling)]).toEqual([spelling, false]);
      const opened = await transaction(f.system(), (tx) =>
        openAccount(tx, { partnerId: company.id, locationId: company.location.id, version: 1 }),
      );
      expect(Object.values(opened)).toContain(account);
    }),
    { numRuns: 12 },
  );
}, 60_000);

/** What is thrown when it goes wrong: as typed, after somebody else's change, and when the database refuses. */
async function failures(company: Company, typed: Partial<typeof typedPayee>): Promise<string[]> {
  const input = { ...typedPayee, ...typed, location: company.location.id };
  const wrong = payeeInput.safeParse({ ...input, version: "x", currency: "nothing" });
  const good = payeeInput.parse({ ...input, version: "1" });
  const thrown: unknown[] = [wrong.error];
  const tries = [
    { ...good, version: 7 },
    { ...good, legalName: "a\u0000b" },
  ];
  for (const one of tries)
    thrown.push(
      await changePayee(f.ctx(company.admin), one).then(
        () => undefined,
        (error: unknown) => error,
      ),
    );
  return thrown.flatMap((error) =>
    error instanceof Error
      ? [
          `${error.message} ${String(error.stack)} ${JSON.stringify(error)} ${JSON.stringify(error.cause)}`,
        ]
      : [],
  );
}

test("P28 an account cannot be read as that of another version, nor once it was changed", async () => {
  const company = await accepted(f);
  await givePayee(f, company);
  await givePayee(f, company, { version: 1, iban: "DE89370400440532013000" });
  const read = (version: number) =>
    transaction(f.system(), (tx) =>
      openAccount(tx, { partnerId: company.id, locationId: company.location.id, version }),
    );
  expect(await read(2)).toEqual({ kind: "iban", iban: "DE89370400440532013000" });
  const [before] = await f.sql<{ sealed: Buffer }>(
    "select sealed from payee_profiles where location_id = $1 and version = 2",
    [company.location.id],
  );
  await f.sql(
    "update payee_profiles p set sealed = q.sealed from payee_profiles q where p.location_id = $1 and q.location_id = $1 and p.version = 2 and q.version = 1",
    [company.location.id],
  );
  await expect(read(2)).rejects.toThrow("it was changed");
  await f.sql("update payee_profiles set sealed = $2 where location_id = $1 and version = 2", [
    company.location.id,
    before?.sealed,
  ]);
});

test("O20 what a former key sealed is sealed anew, and reads without it", async () => {
  const company = await accepted(f);
  await givePayee(f, company);
  setKeys(newer, TEST_SECRET);
  expect(await resealAccounts(f.system())).toBeGreaterThan(0);
  expect(await resealAccounts(f.system())).toBe(0);
  setKeys(newer);
  const place = { partnerId: company.id, locationId: company.location.id, version: 1 };
  const read = () => transaction(f.system(), (tx) => openAccount(tx, place));
  expect(await read()).toEqual({ kind: "iban", iban: "NL91ABNA0417164300" });
  setKeys(TEST_SECRET);
  await expect(read()).rejects.toThrow("its key is gone");
});
