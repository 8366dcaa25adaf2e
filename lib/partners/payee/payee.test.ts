import { fixture, type Company } from "@/testing/fixture";
import { accepted, givePayee, invited, stands, typedPayee, waiting } from "@/testing/places";
import { refusal } from "@/testing/refusal";
import { changePayee } from "./change-payee";
import { decidePayee } from "./decide-payee";
import { payeeInput } from "./schema";

const f = fixture();
const later = (minutes: number) => new Date(f.now.getTime() + minutes * 60_000);
const input = (company: Company, typed: Partial<typeof typedPayee> & { version?: number } = {}) =>
  payeeInput.parse({
    ...typedPayee,
    location: company.location.id,
    ...typed,
    version: String(typed.version ?? 0),
  });

test("P28 an admin says where the location is paid: version, state, audit row, and a mail to each admin", async () => {
  const company = await accepted(f);
  const other = await f.user(company, {
    locale: "nl",
    grants: [{ role: "incentives_admin", locationId: company.location.id }],
  });
  await f.user(company, { grants: [{ role: "incentives_user", locationId: null }] });
  await givePayee(f, company);
  expect(await stands(f, company)).toEqual(["validating", "validating"]);
  const [event] = await f.sql<{ data: Record<string, unknown>; words: string[] }>(
    "select data, words from audit_log where subject_id = $1 and event = 'payee.changed'",
    [company.location.id],
  );
  expect(event?.data).toEqual({
    version: 1,
    before: null,
    after: { country: "NL", currency: "EUR", accountKind: "iban", lastFour: "4300" },
    legalNameBefore: null,
    legalName: "Contoso B.V.",
    taxNumberBefore: null,
    taxNumber: "NL 8123.45.678 B01",
    proof: expect.stringMatching(/^[\w-]{8}\.[\w-]{43}$/) as unknown,
  });
  expect(event?.words).toEqual(expect.arrayContaining(["legalName", "taxNumber", "proof"]));
  const mails = await f.sql<{ to: string; language: string; variables: Record<string, unknown> }>(
    "select recipient as to, language, variables from emails where partner_id = $1",
    [company.id],
  );
  expect(mails.map(({ to, language }) => `${to} ${language}`).sort()).toEqual(
    [`${company.admin.email} en`, `${other.email} nl`].sort(),
  );
  expect(mails[0]?.variables).toMatchObject({
    kind: "changed",
    by: "Robin Jansen",
    lastFour: "4300",
  });
});

test("P28 who may not: a user, an admin of another location, another partner, staff, before the invitation is accepted", async () => {
  const company = await accepted(f, 1);
  const there = company.locations[1]!.id;
  const user = await f.user(company, { grants: [{ role: "incentives_user", locationId: null }] });
  const elsewhere = await f.user(company, {
    grants: [
      { role: "incentives_admin", locationId: there },
      { role: "incentives_user", locationId: company.location.id },
    ],
  });
  const { admin: competitor } = await f.partner();
  const operator = await f.operator();
  for (const [by, code] of [
    [user, "no_role"],
    [elsewhere, "no_role"],
    [competitor, "not_found"],
    [operator, "forbidden"],
  ] as const)
    expect((await refusal(changePayee(f.ctx(by), input(company))))?.code).toBe(code);
  const early = await invited(f);
  expect((await refusal(changePayee(f.ctx(early.admin), input(early))))?.code).toBe(
    "enrolment_moved",
  );
  expect(
    await f.sql("select from payee_profiles where location_id = any($1)", [
      [company.location.id, early.location.id],
    ]),
  ).toEqual([]);
});

test("P28, U13 only within 15 minutes of signing in", async () => {
  const company = await accepted(f);
  const at = (minutes: number) =>
    refusal(
      changePayee(
        f.ctx(company.admin, later(minutes)),
        input(company, { version: minutes === 15 ? 0 : 1 }),
      ),
    );
  expect(await at(15)).toBeNull();
  expect((await at(15.1))?.code).toBe("sign_in_again");
  expect((await at(600))?.code).toBe("sign_in_again");
});

test("P28, U13 the programme's word about an account wants a fresh proof too", async () => {
  const company = await waiting(f);
  const operator = await f.operator({ roles: ["partner_manager"] });
  const decide = (minutes: number) =>
    refusal(
      decidePayee(f.ctx(operator, later(minutes)), {
        location: company.location.id,
        version: 1,
        decision: "valid",
        reason: "",
      }),
    );
  expect((await decide(16))?.code).toBe("sign_in_again");
  expect(await decide(14)).toBeNull();
});

test("P28 the programme decides once, about the newest, and not about its own company", async () => {
  const company = await waiting(f);
  const operator = await f.operator({ roles: ["partner_manager"] });
  const decide = (by: Parameters<typeof f.ctx>[0], version: number) =>
    refusal(
      decidePayee(f.ctx(by), {
        location: company.location.id,
        version,
        decision: "valid",
        reason: "",
      }),
    );
  const own = await f.operator({ companies: [company.id] });
  const reader = await f.operator({ roles: ["reader", "payments", "reviewer"] });
  expect((await decide(own, 1))?.code).toBe("own_company");
  expect((await decide(reader, 1))?.code).toBe("forbidden");
  expect((await decide(company.admin, 1))?.code).toBe("forbidden");
  await givePayee(f, company, { version: 1 });
  expect((await decide(operator, 1))?.code).toBe("payee_changed");
  expect(await decide(operator, 2)).toBeNull();
  expect((await decide(operator, 2))?.code).toBe("already_done");
  expect(await stands(f, company)).toEqual(["validating", "valid"]);
});

test("P4 of two who change it at once one does; the other is told what stands now, in each of 20 contests", async () => {
  const company = await waiting(f);
  const other = await f.user(company, {
    name: "Ida Vos",
    grants: [{ role: "incentives_admin", locationId: null }],
  });
  for (let version = 1; version <= 20; version++) {
    const results = await Promise.all([
      refusal(
        changePayee(f.ctx(company.admin), input(company, { version, legalName: "By Robin" })),
      ),
      refusal(
        changePayee(
          f.ctx(other),
          input(company, { version, legalName: "By Ida", iban: "DE89370400440532013000" }),
        ),
      ),
    ]);
    const lost = results.flatMap((one) => one ?? []);
    expect(lost.map(({ code }) => code)).toEqual(["changed_meanwhile"]);
    const robinWon = results[0] === null;
    expect(lost[0]?.errors).toEqual([
      {
        field: "",
        code: "changed_meanwhile",
        params: { by: "person", name: robinWon ? "Robin Jansen" : "Ida Vos" },
      },
      {
        field: "legalName",
        code: "stands_now",
        params: { value: robinWon ? "By Robin" : "By Ida" },
      },
      {
        field: "accountKind",
        code: "stands_now",
        params: { value: robinWon ? "•••• 4300" : "•••• 3000" },
      },
    ]);
    const rows = await f.sql("select from payee_profiles where location_id = $1", [
      company.location.id,
    ]);
    expect(rows).toHaveLength(version + 1);
  }
}, 60_000);
