import { attacker } from "@/testing/attacker";
import type { PartnerUser } from "@/lib/ctx";
import { fixture, type Company } from "@/testing/fixture";

/** K7: the worker reads for somebody what they may read. */
const them = attacker(() => f);
const f = fixture();
let company: Company;
let stranger: Company;
let who: PartnerUser;
beforeAll(async () => {
  company = await f.partner();
  stranger = await f.partner();
  who = await f.user(company, {
    grants: [{ role: "incentives_user", locationId: company.location.id }],
  });
  await them.connect();
});

test("K7 the worker reads as somebody with its key alone, in a transaction that can write nothing", async () => {
  const as = `${who.userId} ${company.id}`;
  const read = (name = as) => ({ actor: "reader", of: name }) as const;
  const enter = (readOnly: boolean, name?: string) =>
    f.db.transaction(read(name), (db) => db.execute("select 1"), { readOnly });
  await enter(true);
  const constraint = "app_enter_reader";
  await expect(enter(false)).rejects.toMatchObject({ constraint });
  for (const wrong of [`${who.userId} ${stranger.id}`, who.userId, company.id, "x"])
    await expect(enter(true, wrong)).rejects.toMatchObject({ constraint });
  for (const sneaks of ["set transaction read write", "update users set locale = 'nl'"])
    await expect(
      f.db.transaction(
        read(),
        async (db) => {
          await db.execute(sneaks);
        },
        { readOnly: true },
      ),
    ).rejects.toThrow();
  const web = await them.begin("nobody");
  await web.query("rollback; begin read only");
  expect(await them.tries("select app_enter('reader', $1, $2)", ["guess", as], web)).toBe(
    "app_enter_reader",
  );
});
