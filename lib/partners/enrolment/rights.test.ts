import type { Operator, PartnerUser } from "@/lib/ctx";
import { attacker } from "@/testing/attacker";
import { fixture, type Company } from "@/testing/fixture";
import { stands, waiting } from "@/testing/places";

const them = attacker(() => f);
const f = fixture();
let company: Company;
let operator: Operator;
let user: PartnerUser;

beforeAll(async () => {
  company = await waiting(f);
  operator = await f.operator({ roles: ["partner_manager"] });
  user = await f.user(company, { grants: [{ role: "incentives_user", locationId: null }] });
  await them.connect();
  // Each of them proved just now who they are (U13).
  await f.sql("update sessions set proven_at = now()");
});

test("O11 past the verbs: nobody writes where a location stands, and a move is its mover's own", async () => {
  const place = [company.id, company.location.id];
  const insert = (from: string, to: string, mover: string, by: string) =>
    `insert into enrolment_moves (partner_id, location_id, from_state, to_state, mover, moved_at, moved_by)
     values ($1, $2, '${from}', '${to}', '${mover}', now(), '${by}')`;
  const update = "update locations set enrolment = 'enrolled' where partner_id = $1 and id = $2";
  const tries: [Parameters<typeof them.begin>[0], string][] = [
    [company.admin, update],
    [operator, update],
    [company.admin, insert("validating", "enrolled", "operator", company.admin.userId)],
    [company.admin, insert("validating", "enrolled", "partner", company.admin.userId)],
    [operator, insert("validating", "enrolled", "operator", operator.userId)],
    [operator, insert("validating", "action_required", "operator", company.admin.userId)],
    [user, insert("action_required", "validating", "partner", user.userId)],
    [company.admin, "delete from enrolment_moves where partner_id = $1 and location_id = $2"],
    [
      operator,
      "update enrolment_moves set reason = 'x' where partner_id = $1 and location_id = $2",
    ],
  ];
  for (const [actor, statement] of tries) {
    await them.begin(actor);
    const result = await them.tries(statement, place);
    expect([statement, typeof result === "number" ? result : "refused"]).toEqual([
      statement,
      result === 0 ? 0 : "refused",
    ]);
  }
  expect(await stands(f, company)).toEqual(["validating", "validating"]);
});

test("P28, O11 no web server reads an account, whoever asks; a profile is its giver's, a decision staff's", async () => {
  const place = [company.id, company.location.id];
  const where = "where partner_id = $1 and location_id = $2";
  for (const actor of [company.admin, operator, "door"] as const) {
    await them.begin(actor);
    expect(await them.tries(`select sealed from payee_profiles ${where}`, place)).toBe(
      "permission denied",
    );
    expect(await them.tries(`update payee_profiles set sealed = '' ${where}`, place)).toBe(
      "permission denied",
    );
    expect(await them.tries(`delete from payee_profiles ${where}`, place)).toBe(
      "permission denied",
    );
  }
  const give = (version: number, by: string) =>
    `insert into payee_profiles (partner_id, location_id, version, legal_name, tax_number, country, currency, account_kind, last_four, key_id, sealed, proof, given_at, given_by)
     values ($1, $2, ${String(version)}, 'x', 'x', 'NL', 'EUR', 'iban', '4300', 'x', '', 'x', now(), '${by}')`;
  const accept = `update payee_profiles set decision = 'valid', decided_at = now(), decided_by =`;
  const tries: [PartnerUser | Operator, string, unknown][] = [
    [user, give(2, user.userId), "payee_profiles_own"],
    [company.admin, give(2, user.userId), "payee_profiles_own"],
    [company.admin, give(1, company.admin.userId), "payee_profiles_next"],
    [company.admin, give(3, company.admin.userId), "payee_profiles_next"],
    [operator, give(2, operator.userId), "payee_profiles_own"],
    [company.admin, `${accept} '${company.admin.userId}' ${where}`, 0],
    [operator, `${accept} '${user.userId}' ${where}`, "payee_profiles_decided"],
    [company.admin, give(2, company.admin.userId), 1],
    [operator, `${accept} '${operator.userId}' ${where}`, 1],
  ];
  for (const [actor, statement, expected] of tries) {
    await them.begin(actor);
    expect([statement, await them.tries(statement, place)]).toEqual([statement, expected]);
  }
});
