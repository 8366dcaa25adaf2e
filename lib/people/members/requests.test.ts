import { enrolmentStates, payeeStates } from "@/db/schema";
import { toDoOf } from "@/lib/partners/enrolment/rules";
import { findSession } from "@/lib/people/session.queries";
import { fixture } from "@/testing/fixture";
import { refusedWith } from "@/testing/refusal";
import { answerRoleRequest } from "./answer-role-request";
import { askRole } from "./ask-role";
import { answerRoleInput } from "./schema";

const f = fixture();
const requestOf = async (userId: string) =>
  (
    await f.sql<{ id: string }>(
      "select id from role_requests where user_id = $1 order by asked_at desc limit 1",
      [userId],
    )
  )[0]!.id;
const mails = (template: string, company: { id: string }) =>
  f.sql<{ to: string }>(
    "select recipient as to from emails where template = $1 and partner_id = $2 order by 1",
    [template, company.id],
  );

test("U5 somebody without a role asks, who can give it there is told; agreed, it works at once", async () => {
  const company = await f.partner({ locations: [{}, {}] });
  const [here, there] = company.locations.map(({ id }) => id);
  const local = await f.user(company, {
    grants: [{ role: "incentives_admin", locationId: here! }],
  });
  await f.user(company, { grants: [{ role: "incentives_admin", locationId: there! }] });
  const person = await f.user(company);
  const made = await f.head(company.id);
  const ask = { role: "incentives_user", place: here!, words: "I deliver the workshops." } as const;
  await askRole(f.ctx(person), ask);
  expect((await mails("role-asked", company)).map(({ to }) => to)).toEqual(
    [company.admin.email, local.email].sort(),
  );
  expect(await refusedWith(askRole(f.ctx(person), ask))).toBe("role_asked");
  const answer = {
    at: undefined,
    id: await requestOf(person.userId),
    agreed: "yes",
    note: "",
  } as const;
  await answerRoleRequest(f.ctx(local), answer);
  expect((await findSession(f.db, person.secret, f.now))?.row.grants).toEqual([
    { role: "incentives_user", locationId: here },
  ]);
  expect(await mails("role-answered", company)).toEqual([{ to: person.email }]);
  expect(await refusedWith(answerRoleRequest(f.ctx(company.admin), answer))).toBe("already_done");
  const log = await f.sql<{ event: string }>(
    "select event from audit_log where chain = $1 and seq > $2 order by seq",
    [company.id, made],
  );
  expect(log.map(({ event }) => event)).toEqual([
    "person.role_asked",
    "person.role_answered",
    "person.roles_changed",
  ]);
});

test("U5 refused only with a word; by nobody for another place or for themselves", async () => {
  const company = await f.partner({ locations: [{}, {}] });
  const local = await f.user(company, {
    grants: [{ role: "incentives_admin", locationId: company.location.id }],
  });
  expect(answerRoleInput.safeParse({ id: local.userId, agreed: "no", note: " " }).success).toBe(
    false,
  );
  await askRole(f.ctx(local), { role: "incentives_admin", place: "company", words: "" });
  const yes = {
    at: undefined,
    id: await requestOf(local.userId),
    agreed: "yes",
    note: "",
  } as const;
  expect(await refusedWith(answerRoleRequest(f.ctx(local), yes))).toBe("own_roles");
  const other = await f.user(company, {
    grants: [{ role: "incentives_admin", locationId: company.location.id }],
  });
  expect(await refusedWith(answerRoleRequest(f.ctx(other), yes))).toBe("other_places");
  await answerRoleRequest(f.ctx(company.admin), {
    ...yes,
    agreed: "no",
    note: "Ask again in May.",
  });
  const held = (await findSession(f.db, local.secret, f.now))?.row.grants;
  expect(held).toEqual([{ role: "incentives_admin", locationId: company.location.id }]);
  const stranger = await f.partner();
  const place = { role: "incentives_user", place: company.location.id, words: "" } as const;
  expect(await refusedWith(askRole(f.ctx(stranger.admin), place))).toBe("place_needed");
  expect(await refusedWith(askRole(f.ctx(await f.operator()), place))).toBe("forbidden");
});

test("U5, P27 an admin's badge counts requests they can answer, and locations that wait for them", async () => {
  const company = await f.partner({ locations: [{}, {}] });
  const [here, there] = company.locations.map(({ id }) => id);
  const local = await f.user(company, {
    grants: [{ role: "incentives_admin", locationId: here! }],
  });
  const user = await f.user(company, { grants: [{ role: "incentives_user", locationId: null }] });
  const person = await f.user(company);
  const badges = async () =>
    Promise.all(
      [company.admin, local, user].map(
        async ({ secret }) => (await findSession(f.db, secret, f.now))?.attention,
      ),
    );
  expect(await badges()).toEqual([0, 0, 0]);
  await askRole(f.ctx(person), { role: "incentives_user", place: there!, words: "" });
  expect(await badges()).toEqual([1, 0, 0]);
  await askRole(f.ctx(local), { role: "incentives_admin", place: "company", words: "" });
  expect(await badges()).toEqual([2, 0, 0]);
  await f.sql("update locations set enrolment = 'invited' where partner_id = $1", [company.id]);
  expect(await badges()).toEqual([4, 1, 0]);
});

test("P27 which locations wait is one rule in TypeScript and in SQL", async () => {
  for (const enrolment of enrolmentStates)
    for (const payeeProfile of payeeStates) {
      const [row] = await f.sql<{ waits: boolean }>("select location_waits($1, $2) as waits", [
        enrolment,
        payeeProfile,
      ]);
      const waits = toDoOf({ enrolment, payeeProfile }) !== null;
      expect([enrolment, payeeProfile, row?.waits]).toEqual([enrolment, payeeProfile, waits]);
    }
});
