import { reading } from "@/lib/ctx";
import { isWhole, lookOf, programmeOf } from "@/lib/installation";
import { listStaff } from "@/lib/notify/queries";
import { fixture } from "@/testing/fixture";
import { refusal } from "@/testing/refusal";
import { changeSettings } from "./change-settings";
import { settingsInput } from "./schema";

const f = fixture();
const typed = {
  name: "Workshops",
  senderName: "Workshop Office",
  organisation: "Office B.V.",
  address: "Herengracht 1, Amsterdam",
  email: "office@programme.example",
  privacy: "https://programme.example/privacy",
  language: "nl",
  timeZone: "Europe/Amsterdam",
  locationIdName: "MPN ID",
  keptYears: "5",
  operatorsFactor: "yes",
  approverPays: "yes",
  twoEditors: "yes",
  liveLookup: "yes",
};
const revision = async () =>
  (await f.sql<{ revision: number }>("select revision from programme"))[0]!.revision;
const input = (changed: Record<string, string>, at: number) =>
  settingsInput.parse({ ...typed, ...changed, revision: String(at) });
const refused = async (work: Promise<unknown>) => (await refusal(work))?.errors ?? null;

test("P3 an administrator changes them; nobody else does", async () => {
  const now = await revision();
  for (const roles of [["reader"], ["partner_manager", "reviewer", "payments"]] as const) {
    const other = await f.operator({ roles });
    await expect(changeSettings(f.ctx(other), input({}, now))).rejects.toThrow("forbidden");
  }
  const { admin } = await f.partner();
  await expect(changeSettings(f.ctx(admin), input({}, now))).rejects.toThrow("forbidden");

  const operator = await f.operator({ roles: ["administrator"] });
  await changeSettings(f.ctx(operator), input({}, now));
  const {
    operatorsFactor: _,
    approverPays: __,
    twoEditors: ____,
    liveLookup: _____,
    locationIdName: ___,
    ...told
  } = typed;
  expect(await programmeOf(f.db)).toEqual({ ...told, keptYears: 5, privacyTexts: false });
  expect(await revision()).toBe(now + 1);
});

test("P4 the log holds what changed, before and after, and nothing else", async () => {
  const operator = await f.operator();
  await changeSettings(f.ctx(operator), input({}, await revision()));
  await changeSettings(f.ctx(operator), input({ name: "New name" }, await revision()));
  const rows = await f.sql<{ data: unknown }>(
    "select data from audit_log where event = 'programme.changed' order by seq desc limit 1",
  );
  expect(rows[0]?.data).toEqual({ before: { name: "Workshops" }, after: { name: "New name" } });
  const at = await revision();
  await changeSettings(f.ctx(operator), input({ name: "New name" }, at));
  expect(await revision()).toBe(at);
});

test("P4 of two who edit at once the second is told what the first changed", async () => {
  const first = await f.operator({ name: "Ida" });
  const second = await f.operator();
  const seen = await revision();
  await changeSettings(f.ctx(first), input({ name: "By Ida" }, seen));
  expect(await refused(changeSettings(f.ctx(second), input({ name: "By me" }, seen)))).toEqual([
    { field: "", code: "changed_meanwhile", params: { by: "person", name: "Ida" } },
    { field: "name", code: "stands_now", params: { value: "By Ida" } },
  ]);
  expect(await programmeOf(f.db)).toMatchObject({ name: "By Ida" });

  const at = await revision();
  const both = await Promise.all(
    [first, second].map((who, n) =>
      refused(changeSettings(f.ctx(who), input({ name: `Race ${n}` }, at))),
    ),
  );
  expect(both.filter((errors) => errors === null)).toHaveLength(1);
});

test.each([
  ["U13", "operatorsFactor", "operators_factor"],
  ["P6", "approverPays", "approver_pays"],
  ["P6", "twoEditors", "two_editors"],
])("%s %s is changed by who proved just now who they are", async (_, name, column) => {
  const operator = await f.operator();
  const change = async (value: string, minutes: number) => {
    const at = new Date(f.now.getTime() + minutes * 60_000);
    return refused(changeSettings(f.ctx(operator, at), input({ [name]: value }, await revision())));
  };
  await changeSettings(f.ctx(operator), input({}, await revision()));
  expect(await change("no", 16)).toMatchObject([{ code: "sign_in_again" }]);
  expect(await change("yes", 16)).toBeNull();
  expect(await change("no", 14)).toBeNull();
  expect(await f.sql(`select ${column} from programme`)).toEqual([{ [column]: false }]);
});

test("P3 a colour that cannot be read on its theme is refused there, with its contrast", async () => {
  const operator = await f.operator();
  const colours = async (accentLight: string, accentDark: string) =>
    refused(changeSettings(f.ctx(operator), input({ accentLight, accentDark }, await revision())));
  expect(await colours("#479ef5", "0F6CBD")).toEqual([
    { field: "accentLight", code: "accent_light", params: { contrast: 2.5 } },
    { field: "accentDark", code: "accent_dark", params: { contrast: 2.7 } },
  ]);
  expect(await colours("#7a2", "#7a2")).toMatchObject([{ code: "accent_light" }]);
  expect(await colours("7B1FA2", "#CE93D8")).toBeNull();
  expect(await lookOf(f.db)).toMatchObject({ accentLight: "#7b1fa2", accentDark: "#ce93d8" });
});

test("P3 the privacy statement is an address, or its text in both languages", async () => {
  const wrong = (changed: Record<string, string>) =>
    settingsInput
      .safeParse({ ...typed, ...changed, revision: "1" })
      .error?.issues.map(({ path, message }) => `${String(path[0])} ${message}`);
  expect(wrong({ privacy: "" })).toEqual(["privacy privacy_missing"]);
  expect(wrong({ privacyEn: "Ours" })).toEqual(["privacy privacy_twice"]);
  expect(wrong({ privacy: "", privacyEn: "Ours" })).toEqual(["privacyNl privacy_language"]);
  expect(wrong({ privacy: "", privacyNl: "Ons" })).toEqual(["privacyEn privacy_language"]);
  expect(wrong({ privacy: "http://programme.example" })).toEqual(["privacy invalid_https"]);
  const texts = { privacy: "", privacyEn: "Ours", privacyNl: "Ons" };
  expect(wrong(texts)).toBeUndefined();
  await changeSettings(f.ctx(await f.operator()), input(texts, await revision()));
  const now = await programmeOf(f.db);
  expect([now.privacy, now.privacyTexts, isWhole(now)]).toEqual(["", true, true]);
});

test("P3 who has chosen no language is written to in the programme's", async () => {
  const operator = await f.operator();
  await changeSettings(f.ctx(operator), input({ language: "nl" }, await revision()));
  await f.sql("update users set locale = null where id = $1", [operator.userId]);
  const staff = await reading(f.ctx(operator), (tx) => listStaff(tx));
  expect(staff.find(({ to }) => to === operator.email)).toMatchObject({ language: "nl" });
});
