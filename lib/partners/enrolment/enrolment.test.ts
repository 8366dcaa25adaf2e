import { decidePayee } from "../payee/decide-payee";
import { fixture, type Company } from "@/testing/fixture";
import { givePayee, invited, stands, waiting } from "@/testing/places";
import { acceptInvitation } from "./accept-invitation";
import { decideEnrolment } from "./decide-enrolment";
import { giveMissing } from "./give-missing";
import { decideInput } from "./schema";
import type { EnrolmentState } from "./rules";

const f = fixture();

const decide = (
  company: Company,
  decision: string,
  seen: EnrolmentState,
  more: { reason?: string; by?: Parameters<typeof f.ctx>[0] } = {},
) =>
  decideEnrolment(
    f.ctx(more.by ?? operator),
    decideInput.parse({ location: company.location.id, decision, seen, reason: more.reason }),
  );
const validate = (company: Company, decision: "valid" | "rejected" = "valid", version = 1) =>
  decidePayee(f.ctx(operator), {
    location: company.location.id,
    version,
    decision,
    reason: decision === "valid" ? "" : "The name is not the bank's",
  });
const mails = (company: Company) =>
  f.sql<{ to: string; template: string; said: string }>(
    `select recipient as to, template, coalesce(variables ->> 'state', variables ->> 'kind') as said
     from emails where partner_id = $1 order by created_at, template, recipient`,
    [company.id],
  );
const moved = (company: Company) =>
  f.sql<{ data: unknown; actor: string }>(
    `select data, actor_id as actor from audit_log where subject_id = $1 and event = 'enrolment.moved' order by seq`,
    [company.location.id],
  );

let operator: Awaited<ReturnType<typeof f.operator>>;
beforeAll(async () => {
  operator = await f.operator({ roles: ["partner_manager"] });
});

test("P27 from the invitation to the enrolment: moves, audit rows, and each admin is told", async () => {
  const company = await invited(f);
  const local = await f.user(company, {
    grants: [{ role: "incentives_admin", locationId: company.location.id }],
  });
  await f.user(company, { grants: [{ role: "incentives_user", locationId: null }] });
  await acceptInvitation(f.ctx(company.admin), { location: company.location.id });
  expect(await stands(f, company)).toEqual(["action_required", "missing"]);
  await givePayee(f, company);
  expect(await stands(f, company)).toEqual(["validating", "validating"]);
  await validate(company);
  await decide(company, "enrol", "validating");
  expect(await stands(f, company)).toEqual(["enrolled", "valid"]);
  expect((await moved(company)).map(({ data }) => data)).toEqual([
    { before: "invited", after: "action_required", reason: null },
    { before: "action_required", after: "validating", reason: null },
    { before: "validating", after: "enrolled", reason: null },
  ]);
  const told = await mails(company);
  for (const reader of [company.admin.email, local.email])
    expect(told.flatMap(({ to, said }) => (to === reader ? [said] : [])).sort()).toEqual([
      "action_required",
      "changed",
      "enrolled",
      "valid",
    ]);
  expect(told).toHaveLength(8);
});

test("P28 a rejected profile sends a location back, a corrected one on again", async () => {
  const company = await waiting(f);
  await validate(company, "rejected");
  expect(await stands(f, company)).toEqual(["action_required", "rejected"]);
  await expect(
    giveMissing(f.ctx(company.admin), { location: company.location.id, note: "" }),
  ).rejects.toThrow("payee_missing");
  await givePayee(f, company, { version: 1 });
  expect(await stands(f, company)).toEqual(["validating", "validating"]);
  expect((await moved(company)).at(-2)?.data).toEqual({
    before: "validating",
    after: "action_required",
    reason: "The name is not the bank's",
  });
});

test("P27 the programme asks for more, and the admin answers with a word", async () => {
  const company = await waiting(f);
  await decide(company, "ask", "validating", { reason: "Send us the agreement" });
  await giveMissing(f.ctx(company.admin), { location: company.location.id, note: "It is signed" });
  expect(await stands(f, company)).toEqual(["validating", "validating"]);
  expect((await moved(company)).at(-1)?.data).toMatchObject({ reason: "It is signed" });
});

test("P27, D5 rest, return, end and invitation anew; what was given before still counts", async () => {
  const company = await f.partner();
  await decide(company, "deactivate", "enrolled", { reason: "Asked for" });
  expect(await stands(f, company)).toEqual(["inactive", "valid"]);
  await decide(company, "reactivate", "inactive");
  await decide(company, "discontinue", "enrolled", { reason: "Closed" });
  await decide(company, "reactivate", "discontinued");
  expect(await stands(f, company)).toEqual(["invited", "valid"]);
  await acceptInvitation(f.ctx(company.admin), { location: company.location.id });
  expect(await stands(f, company)).toEqual(["validating", "valid"]);
});

test("P5, P6 who may not, does not: a user, an admin of another location, other staff, their own company", async () => {
  const company = await invited(f);
  const elsewhere = await f.location(company);
  const location = company.location.id;
  const user = await f.user(company, { grants: [{ role: "incentives_user", locationId: null }] });
  const other = await f.user(company, {
    grants: [
      { role: "incentives_admin", locationId: elsewhere.id },
      { role: "incentives_user", locationId: location },
    ],
  });
  const { admin: competitor } = await f.partner();
  await expect(acceptInvitation(f.ctx(user), { location })).rejects.toThrow("no_role");
  await expect(acceptInvitation(f.ctx(other), { location })).rejects.toThrow("no_role");
  await expect(acceptInvitation(f.ctx(competitor), { location })).rejects.toThrow("not_found");
  await expect(acceptInvitation(f.ctx(operator), { location })).rejects.toThrow("forbidden");
  const own = await f.operator({ companies: [company.id] });
  const reviewer = await f.operator({ roles: ["reviewer", "payments", "administrator"] });
  const end = { reason: "No" };
  await expect(decide(company, "discontinue", "invited", { ...end, by: own })).rejects.toThrow(
    "own_company",
  );
  await expect(decide(company, "discontinue", "invited", { ...end, by: reviewer })).rejects.toThrow(
    "forbidden",
  );
  await expect(
    decide(company, "discontinue", "invited", { ...end, by: company.admin }),
  ).rejects.toThrow("forbidden");
  expect(await stands(f, company)).toEqual(["invited", "missing"]);
});

test("P27 what is no move, or was seen elsewhere, is refused", async () => {
  const company = await waiting(f);
  await expect(decide(company, "enrol", "validating")).rejects.toThrow("payee_not_valid");
  await expect(decide(company, "deactivate", "enrolled", { reason: "x" })).rejects.toThrow(
    "enrolment_moved",
  );
  await expect(decide(company, "deactivate", "validating", { reason: "x" })).rejects.toThrow(
    "enrolment_moved",
  );
  await expect(
    acceptInvitation(f.ctx(company.admin), { location: company.location.id }),
  ).rejects.toThrow("enrolment_moved");
  for (const decision of ["ask", "deactivate", "discontinue"])
    expect(
      decideInput.safeParse({ location: company.location.id, decision, seen: "validating" })
        .success,
    ).toBe(false);
});

test("P27 of two who decide at once one does, in each of 20 contests", async () => {
  for (let contest = 0; contest < 20; contest++) {
    const company = await waiting(f);
    await validate(company);
    const results = await Promise.allSettled([
      decide(company, "enrol", "validating"),
      decide(company, "ask", "validating", { reason: "More" }),
    ]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const lost: unknown = results.find((one) => one.status === "rejected")?.reason;
    expect(lost).toMatchObject({ code: "enrolment_moved" });
    expect(await moved(company)).toHaveLength(3);
  }
});
