import { renderMail } from "@/lib/mail/render";
import { sampleProgramme } from "@/lib/mail/samples";
import { approved } from "@/testing/approved";
import { fixture } from "@/testing/fixture";
import { justIn } from "@/testing/just-in";
import { setKeys } from "@/testing/keys";
import { IBAN } from "@/testing/places";
import { exported, frozen, takeFileOf } from "@/testing/runs";
import { TEST_SECRET } from "@/testing/secret";
import { refusal } from "@/testing/refusal";
import type { Operator } from "../ctx";
import { changeAccount } from "../programme/account/change-account";
import { accountInput } from "../programme/account/schema";
import { resealAccounts } from "../partners/payee/reseal-accounts";
import { programmeSettings } from "../views/programme/settings";
import { paymentResultsCsv } from "../views/programme/payment-results";
import { reading } from "../ctx";
import { resealFiles } from "./files/reseal-files";
import { takeFile } from "./files/take-file";

const f = fixture();
const at = new Date("2026-04-20T10:00:00Z");
const DEBTOR = "DE89370400440532013000";
const newer = "a-newer-key-of-the-ring-in-these-tests";
afterEach(() => setKeys());
let staff: Operator;
beforeAll(async () => {
  await f.sql("update programme set currency = 'EUR'");
  staff = await f.operator({ name: "Pia" });
});
const ctx = (by: Operator = staff) => justIn(f.ctx(by, at));
const typed = (facts: Record<string, string> = {}) =>
  accountInput.parse({
    revision: "0",
    accountName: "Programme",
    iban: "de89 3704 0044 0532 0130 00",
    bic: "cobadeff",
    ...facts,
  });
const refused = async (work: Promise<unknown>) => (await refusal(work))?.errors ?? null;

test("P30 the account to pay from: an administrator's, just signed in, masked, told when somebody else was first", async () => {
  const payer = await f.operator({ roles: ["payments"] });
  expect(await refused(changeAccount(ctx(payer), typed()))).toMatchObject([{ code: "forbidden" }]);
  const late = f.ctx(staff, new Date(staff.signedInAt.getTime() + 16 * 60_000));
  expect(await refused(changeAccount(late, typed()))).toMatchObject([{ code: "sign_in_again" }]);
  await changeAccount(ctx(), typed());
  expect(await refused(changeAccount(ctx(), typed({ accountName: "Other" })))).toMatchObject([
    { code: "changed_meanwhile", params: { by: "person", name: "Pia" } },
    { field: "accountName", params: { value: "Programme" } },
    { field: "iban", params: { value: "•••• 3000" } },
    { field: "bic", params: { value: "COBADEFF" } },
  ]);
  const { account } = await reading(ctx(), (tx) => programmeSettings(tx));
  expect(account).toMatchObject({
    version: 1,
    name: "Programme",
    lastFour: "3000",
    bic: "COBADEFF",
  });
  expect(JSON.stringify(account)).not.toContain("0044");
});

test("P30, O23 bank data stands in no row, mail or list, but sealed and in the run's own files", async () => {
  const it = await approved(f);
  const run = await frozen(f, ctx());
  const { pain } = await exported(f, ctx(), run);
  expect(pain).toContain(IBAN);
  expect(pain).toContain(DEBTOR);
  let list = "";
  for await (const piece of paymentResultsCsv(ctx(), run, "en")) list += piece;
  await takeFileOf(
    ctx(),
    run,
    list.replace(/^(P1-1),[^,]*,[^,]*,[^,]*,[^,]*/m, "$1,failed,,,AC04"),
  );
  const tables = await f.sql<{ name: string }>(
    `select quote_ident(nspname) || '.' || quote_ident(relname) as name from pg_class c
     join pg_namespace n on n.oid = c.relnamespace where relkind in ('r', 'p') and nspname in ('public', 'private', 'pgboss')`,
  );
  const said = [list];
  for (const { name } of tables)
    for (const row of await f.sql(`select to_jsonb(t) as row from ${name} t`))
      said.push(JSON.stringify(row));
  const mails = await f.sql<{ template: string; language: "en"; variables: unknown; mark: string }>(
    "select template, language, variables, mark from emails where partner_id = $1",
    [it.company.id],
  );
  expect(mails.map(({ template }) => template)).toContain("payment-failed");
  for (const mail of mails) said.push(JSON.stringify(renderMail(mail, sampleProgramme)));
  for (const account of [IBAN, DEBTOR])
    for (const spelling of [
      account,
      account.slice(4),
      account.replace(/(.{4})(?=.)/g, "$1 "),
      Buffer.from(account).toString("base64").slice(0, -4),
    ])
      expect([spelling, said.some((text) => text.includes(spelling))]).toEqual([spelling, false]);
  const downloads = await f.sql(
    "select data ->> 'channel' as channel from audit_log where event = 'payment_run.exported' and subject_id = $1",
    [run],
  );
  expect(downloads).toEqual([{ channel: "pain" }]);

  setKeys(newer, TEST_SECRET);
  await resealAccounts(f.system());
  expect(await resealFiles(f.system())).toBe(2);
  expect(await resealFiles(f.system())).toBe(0);
  setKeys(newer);
  const again = (await takeFile(ctx(), { run, channel: "pain" }).catch(
    (error: unknown) => error,
  )) as { text: string };
  expect(again.text).toBe(pain);
  setKeys(TEST_SECRET);
  await expect(takeFile(ctx(), { run, channel: "pain" })).rejects.toThrow("its key is gone");
});
