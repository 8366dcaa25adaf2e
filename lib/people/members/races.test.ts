import { randomUUID } from "node:crypto";
import { addDocument } from "@/lib/claims/documents/add";
import { receiveBytes } from "@/lib/files/receive";
import { invitedVisitor } from "@/scripts/demo/acts/invited";
import { outcome } from "@/testing/claim-moves";
import { consented } from "@/testing/claims";
import { runAll } from "@/testing/contest";
import { png } from "@/testing/documents";
import { fixture, type Company } from "@/testing/fixture";
import { tries } from "@/testing/tries";
import type { PartnerUser } from "../../ctx";
import { changeOperatorRoles } from "../operators/change-operator-roles";
import { acceptInvitation } from "./accept-invitation";
import { changeRoles } from "./change-roles";
import { disablePerson } from "./disable-person";
import { invitePeople } from "./invite-people";
import { seenOf, type Held } from "./rules";
import { inviteInput } from "./schema";

/** How many contests of each kind; more by `CONTESTS`. */
const COUNT = tries("CONTESTS", { ci: 5, whole: 200 });
jest.setTimeout(120_000 + COUNT * 5_000);

const f = fixture();
const held = (role: Held["role"]): Held => ({ role, locationId: null, lastDay: null });
const admin = held("incentives_admin");
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);
const tally = (outcomes: readonly string[]) =>
  outcomes.reduce<Record<string, number>>(
    (sum, one) => ({ ...sum, [one]: (sum[one] ?? 0) + 1 }),
    {},
  );
const withAdmin = async (): Promise<{ company: Company; other: PartnerUser }> => {
  const company = await f.partner();
  return { company, other: await f.user(company, { grants: [admin] }) };
};

/** What an admin does to the other one: takes the role, lowers it, or disables them. */
const acts = [
  (by: PartnerUser, { userId: id }: PartnerUser) =>
    changeRoles(f.ctx(by), { at: undefined, id, seen: seenOf([admin]), wanted: [] }),
  (by: PartnerUser, { userId: id }: PartnerUser) =>
    changeRoles(f.ctx(by), {
      at: undefined,
      id,
      seen: seenOf([admin]),
      wanted: [held("incentives_user")],
    }),
  (by: PartnerUser, { userId: id }: PartnerUser) =>
    disablePerson(f.ctx(by), { at: undefined, id, heir: null }),
] as const;

test(`U4 two admins take each other's role, lower or disable each other at once: one stays (${COUNT})`, async () => {
  const won = await runAll(numbers(COUNT), async (n) => {
    const { company, other } = await withAdmin();
    const [first, second] = [acts[n % 3]!, acts[Math.floor(n / 3) % 3]!];
    const outcomes = await Promise.all([
      outcome(() => first(company.admin, other)),
      outcome(() => second(other, company.admin)),
    ]);
    const left = await f.sql(
      `select 1 from role_grants g join memberships m using (partner_id, user_id)
        where g.partner_id = $1 and g.role = 'incentives_admin' and m.ended_at is null`,
      [company.id],
    );
    expect([n, outcomes.filter((one) => one === "done").length, left.length]).toEqual([n, 1, 1]);
    return outcomes.indexOf("done") === 0 ? "the first" : "the second";
  });
  expect(won).toHaveLength(COUNT);
});

test(`P5 two administrators take each other's roles at once: one stays (${Math.ceil(COUNT / 4)})`, async () => {
  for (const n of numbers(Math.ceil(COUNT / 4))) {
    await f.sql("delete from operator_grants");
    const roles = ["administrator"] as const;
    const pair = [await f.operator({ roles }), await f.operator({ roles })] as const;
    const outcomes = await Promise.all(
      pair.map((by, at) => {
        const gone = { id: pair[1 - at]!.userId, seen: seenOf(roles), role: [] };
        return outcome(() => changeOperatorRoles(f.ctx(by), gone));
      }),
    );
    const left = await f.sql(
      "select 1 from operator_grants g join users u on u.id = g.user_id where g.role = 'administrator' and u.disabled_at is null",
    );
    expect([n, outcomes.filter((one) => one === "done").length, left.length]).toEqual([n, 1, 1]);
  }
});

test(`U2 one invitation is accepted several times at once: one membership; two of one person: one account (${COUNT})`, async () => {
  const companies = [await f.partner(), await f.partner()] as const;
  const invite = async (by: PartnerUser, email: string, seconds = 0) => {
    const input = inviteInput.parse({
      people: email,
      role: "incentives_user",
      places: "company",
      language: "nl",
    });
    await invitePeople(f.ctx(by, new Date(f.now.getTime() + seconds * 1_000)), input);
    return invitedVisitor(f.system(), email);
  };
  const outcomes = await runAll(numbers(COUNT), async (n) => {
    const email = `new-${randomUUID()}@partner.example`;
    const one = await invite(companies[0].admin, email);
    const two = n % 2 === 0 ? one : await invite(companies[1].admin, email, 1);
    const said = await Promise.all(
      [one, two, one, two].map((visitor) =>
        outcome(() => acceptInvitation(f.ctx(visitor), { fullName: "Noor Bakker" })),
      ),
    );
    const houses = n % 2 === 0 ? 1 : 2;
    const [made] = await f.sql(
      `select (select count(*)::int from users u where u.email = $1) as accounts,
        (select count(*)::int from memberships m join users u on u.id = m.user_id where u.email = $1) as memberships,
        (select count(*)::int from role_grants g join users u on u.id = g.user_id where u.email = $1) as roles,
        (select count(*)::int from audit_log l join invitations i on i.id = l.subject_id
          where i.email = $1 and l.event = 'person.joined') as told`,
      [email],
    );
    expect([n, made]).toEqual([
      n,
      { accounts: 1, memberships: houses, roles: houses, told: houses },
    ]);
    return tally(said);
  });
  for (const [n, said] of outcomes.entries()) {
    const houses = n % 2 === 0 ? 1 : 2;
    expect(said).toEqual({ done: houses, invitation_over: 4 - houses });
  }
});

test(`U4 a role that is taken during a long upload or while many are invited counts from the next step (${COUNT})`, async () => {
  const companies = await runAll(numbers(6), () => f.partner());
  const ended = await runAll(numbers(COUNT), async (n) => {
    const company = companies[n % 6]!;
    const person = await f.user(company, { grants: [admin] });
    const number = n % 2 === 0 ? (await consented(f, { company })).claim.number : 0;
    // The door knows the roles of when the request began; each step proves anew who acts.
    const steps = [
      async (step: number) =>
        addDocument(f.ctx(person), {
          number,
          requirement: "invoice",
          // A picture: each PDF is looked at by a process of its own, which takes longer than the contest.
          name: `Invoice ${step}.png`,
          file: await receiveBytes(png(step + 1)),
        }),
      (step: number) =>
        invitePeople(
          f.ctx(person),
          inviteInput.parse({
            people: numbers(5)
              .map((line) => `m${n}-${step}-${line}@partner.example`)
              .join("\n"),
            role: "incentives_user",
            places: "company",
            language: "en",
          }),
        ),
    ] as const;
    let taken = false;
    let begin = (): void => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const take = async (): Promise<void> => {
      await begun;
      await changeRoles(f.ctx(company.admin), {
        at: undefined,
        id: person.userId,
        seen: seenOf([admin]),
        wanted: [],
      });
      taken = true;
    };
    const upload = async () => {
      const said: { knew: boolean; outcome: string }[] = [];
      for (let step = 0; !said.at(-1)?.knew; step++) {
        const knew = taken;
        if (step === 1 + (n % 2)) begin();
        said.push({ knew, outcome: await outcome(() => steps[n % 2]!(step)) });
      }
      return said;
    };
    const [said] = await Promise.all([upload(), take()]);
    expect(said.filter(({ knew, outcome: one }) => knew && one === "done")).toEqual([]);
    expect(said.length).toBeGreaterThan(1);
    const invited = await f.sql<{ n: number }>(
      "select count(*)::int as n from invitations where created_by = $1 group by split_part(email, '-', 2)",
      [person.userId],
    );
    expect(invited.every((one) => one.n === 5)).toBe(true);
    return said.at(-1)!.outcome;
  });
  // A claim of which somebody may see nothing any more is not there for them.
  expect(Object.keys(tally(ended)).sort()).toEqual(["no_role", "not_found"]);
});
