import { verifyAudit } from "@/lib/audit/verify";
import { reading } from "@/lib/ctx";
import { programmeOf } from "@/lib/installation";
import { openSession } from "@/lib/people/open-session";
import { fixture } from "@/testing/fixture";
import { initProgramme } from "./init-programme";
import { initInput } from "./schema";

const f = fixture();
const init = (
  given: { operator: string; name?: string; add?: boolean; personName?: string },
  at = f.now,
) => initProgramme(f.owner(at), initInput.parse({ name: "Workshops", ...given }), { mails: false });
const operators = () =>
  f.sql<{ email: string; roles: number }>(
    `select u.email, count(*)::int as roles from users u join operator_grants g on g.user_id = u.id
     group by u.email order by u.email`,
  );

/** As an installation is before anybody was there. */
async function empty(): Promise<void> {
  await f.sql("delete from operator_grants");
  await f.sql("delete from programme");
}

beforeEach(empty);

test("P2 makes the programme and its first operator, who signs in once with the link", async () => {
  expect(await programmeOf(f.db)).toMatchObject({ name: "" });
  const { made, token } = await init({ operator: "Ida@Programme.Example", personName: "Ida" });
  expect(made).toBe(true);
  expect(await programmeOf(f.db)).toMatchObject({ name: "Workshops", organisation: "" });
  expect(await operators()).toEqual([{ email: "Ida@programme.example", roles: 7 }]);
  const proof = { token: token ?? "" };
  const hours = (n: number) => new Date(f.now.getTime() + n * 3_600_000);
  await expect(openSession(f.door(hours(24)), proof)).rejects.toThrow("sign_in_link");
  expect(await openSession(f.door(hours(23)), proof)).toMatchObject({ returnTo: "/programme" });
  await expect(openSession(f.door(hours(23)), proof)).rejects.toThrow("sign_in_link");
});

test("P2 a second run changes nothing, but for --add or when no administrator can sign in", async () => {
  await init({ operator: "first@programme.example" });
  const before = await f.sql("select * from programme");
  expect(await init({ operator: "second@programme.example", name: "Other" })).toEqual({
    made: false,
    token: null,
  });
  expect(await operators()).toHaveLength(1);
  expect(await f.sql("select * from programme")).toEqual(before);

  await init({ operator: "second@programme.example", add: true });
  expect((await operators()).map(({ email }) => email)).toContain("second@programme.example");

  await f.sql("update users set disabled_at = now() where email like '%@programme.example'");
  const { made, token } = await init({ operator: "FIRST@programme.example" });
  expect({ made, let: token !== null }).toEqual({ made: false, let: true });
  const open = await f.sql(
    "select email from users where disabled_at is null and email like '%@programme.example'",
  );
  expect(open).toEqual([{ email: "first@programme.example" }]);
});

test("P2 it leaves a row in the log, and two at once make one programme", async () => {
  const both = await Promise.all(
    ["a@programme.example", "b@programme.example"].map((operator) => init({ operator })),
  );
  expect(both.map(({ made }) => made).sort()).toEqual([false, true]);
  expect(await operators()).toHaveLength(1);
  const rows = await f.sql<{ data: unknown }>(
    "select data from audit_log where event = 'operator.let_in' order by seq desc limit 1",
  );
  expect(rows[0]?.data).toMatchObject({ made: true });
  const state = await reading(f.ctx(await f.operator()), (tx) =>
    verifyAudit(tx, { atMost: 1_000 }),
  );
  expect(state.faults).toEqual([]);
});

test("what is given wrongly is told by its name", () => {
  const wrong = initInput.safeParse({
    name: " ",
    operator: "nobody",
    language: "fr",
    currency: "EURO",
  });
  expect(wrong.error?.issues.map(({ path }) => path[0]).sort()).toEqual([
    "currency",
    "language",
    "name",
    "operator",
  ]);
});
