import { Refusal } from "@/lib/errors";
import { programmeOf } from "@/lib/installation";
import { fixture } from "@/testing/fixture";
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
  keptYears: "5",
  operatorsFactor: "yes",
  approverPays: "yes",
};
const revision = async () =>
  (await f.sql<{ revision: number }>("select revision from programme"))[0]!.revision;
const input = (changed: Record<string, string>, at: number) =>
  settingsInput.parse({ ...typed, ...changed, revision: String(at) });
const refused = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof Refusal ? error.errors : Promise.reject(error as Error)),
  );

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
  const { operatorsFactor: _, approverPays: __, ...told } = typed;
  expect(await programmeOf(f.db)).toEqual({ ...told, keptYears: 5 });
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
