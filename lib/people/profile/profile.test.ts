import { fixture } from "@/testing/fixture";
import { findSession } from "../session.queries";
import { changeProfile } from "./change-profile";
import { profileInput } from "./schema";

const f = fixture();
const said = { name: "Vera de Smit", title: "", phone: "+31 6 1234", timeZone: "Europe/Amsterdam" };

test("U6 one says who one is: from the next request on, with its traces, and for nobody else", async () => {
  const company = await f.partner();
  const colleague = await f.user(company);
  for (const person of [company.admin, await f.operator()]) {
    await changeProfile(f.door(), person, said);
    await changeProfile(f.door(), person, said);
    expect((await findSession(f.db, person.secret, f.now))?.actor).toMatchObject(said);
    const log = await f.sql(
      "select data from audit_log where event = 'person.profile_changed' and subject_id = $1",
      [person.userId],
    );
    expect(log).toEqual([
      { data: { userId: person.userId, fields: ["name", "title", "phone", "timeZone"] } },
    ]);
  }
  expect((await findSession(f.db, colleague.secret, f.now))?.actor).toMatchObject({
    name: colleague.name,
    timeZone: null,
  });
});

test("U6 only in a session of one's own that is not over", async () => {
  const { admin } = await f.partner();
  const other = await f.partner();
  const foreign = { userId: admin.userId, sessionId: other.admin.sessionId };
  await expect(changeProfile(f.door(), foreign, said)).rejects.toThrow("signed_out");
  await f.sql("update sessions set revoked_at = now() where id = $1", [admin.sessionId]);
  await expect(changeProfile(f.door(), admin, said)).rejects.toThrow("signed_out");
  await expect(changeProfile(f.ctx(other.admin), other.admin, said)).rejects.toThrow("forbidden");
});

test.each([
  [{ name: "" }, "name"],
  [{ name: " \u202e " }, "name"],
  [{ name: "Vera", timeZone: "Mars/Olympus" }, "timeZone"],
  [{ name: "x".repeat(201) }, "name"],
])("%j is no profile", (typed, field) => {
  expect(profileInput.safeParse(typed).error?.issues[0]?.path).toEqual([field]);
});
