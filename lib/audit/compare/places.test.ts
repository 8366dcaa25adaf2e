import { decideEnrolment } from "@/lib/partners/enrolment/decide-enrolment";
import { decidePayee } from "@/lib/partners/payee/decide-payee";
import { factFaults, faultsAfter } from "@/testing/audit-faults";
import { fixture, type Company } from "@/testing/fixture";
import { givePayee, waiting } from "@/testing/places";

const f = fixture({ tampers: true });
let company: Company;

beforeAll(async () => {
  company = await waiting(f);
  const location = company.location.id;
  const staff = f.ctx(await f.operator());
  const word = { location, decision: "rejected", reason: "No" } as const;
  await decidePayee(staff, { ...word, version: 1 });
  await givePayee(f, company, { version: 1 });
  await decidePayee(staff, { ...word, version: 2, decision: "valid" });
  await decideEnrolment(staff, { location, seen: "validating", decision: "enrol", reason: "" });
  expect(await factFaults(f, company.id)).toEqual([]);
});

const mine = "where partner_id = $1";
test.each([
  [
    "a location that was enrolled by hand",
    "enrolment",
    "differs",
    `update locations set enrolment = 'inactive' ${mine}`,
  ],
  [
    "a move that is gone",
    "enrolment",
    "gone",
    `delete from enrolment_moves ${mine} and to_state = 'enrolled'`,
  ],
  [
    "a move that nobody made",
    "enrolment",
    "not_in_log",
    `insert into enrolment_moves (partner_id, location_id, from_state, to_state, mover, moved_at, moved_by)
     select partner_id, location_id, 'enrolled', 'inactive', 'operator', now(), moved_by from enrolment_moves ${mine} limit 1`,
  ],
  [
    "who moved it",
    "enrolment",
    "differs",
    `update enrolment_moves set moved_by = (select id from users where id <> moved_by limit 1) ${mine}`,
  ],
  ["why", "enrolment", "differs", `update enrolment_moves set reason = 'x' ${mine}`],
  [
    "another account",
    "payee",
    "differs",
    `update payee_profiles set proof = 'x' ${mine} and version = 2`,
  ],
  [
    "other last characters",
    "payee",
    "differs",
    `update payee_profiles set last_four = '0000' ${mine} and version = 2`,
  ],
  [
    "another name",
    "payee",
    "differs",
    `update payee_profiles set legal_name = 'x' ${mine} and version = 2`,
  ],
  [
    "a decision turned round",
    "payee",
    "differs",
    `update payee_profiles set decision = 'valid', reason = null ${mine} and version = 1`,
  ],
  ["a profile that is gone", "payee", "gone", `delete from payee_profiles ${mine} and version = 2`],
  [
    "a profile that nobody gave",
    "payee",
    "not_in_log",
    `insert into payee_profiles (partner_id, location_id, version, legal_name, tax_number, country, currency, account_kind, last_four, key_id, sealed, proof, given_at, given_by)
     select partner_id, location_id, 3, legal_name, tax_number, country, currency, account_kind, last_four, key_id, sealed, proof, given_at, given_by from payee_profiles ${mine} and version = 2`,
  ],
] as const)("%s", async (_, kind, fault, statement) => {
  const text = statement.replaceAll("$1", `'${company.id}'`);
  expect(await faultsAfter(f, company.id, text, [])).toContainEqual(
    expect.objectContaining({ kind, fault }),
  );
});
