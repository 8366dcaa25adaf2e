import {
  addSteps,
  claimSteps,
  hindrance,
  isMismatch,
  locationHindrance,
  mismatchText,
  stepAfter,
  tenantOf,
} from "./rules";
import { addDraft, claimDraft, customerFields, reasonFields, type AddDraft } from "./schema";

const one = "11111111-1111-4111-8111-111111111111";
const two = "22222222-2222-4222-8222-222222222222";
const draft = (values: Partial<AddDraft> = {}) => addDraft.parse(values);
const found = { kind: "tenant" as const, tenantId: one, mismatch: false };
const choose = { kind: "choose" as const, tenantIds: [one, two] };

describe("the screens of Add customer (D4)", () => {
  test.each<[string, Partial<AddDraft>, string]>([
    ["nothing typed", {}, "customer"],
    ["typed, but no tenant found (S26)", { email: "a@b.example" }, "customer"],
    ["a tenant found (S24)", { found }, "customer workshops"],
    ["a known tenant (D1)", { found, known: true }, "customer known"],
    ["a mismatch (S28)", { found: { ...found, mismatch: true } }, "customer reason"],
    [
      "a mismatch with its reason",
      { found: { ...found, mismatch: true }, reason: "renamed" },
      "customer reason workshops",
    ],
    [
      "another reason without words",
      { found: { ...found, mismatch: true }, reason: "other" },
      "customer reason",
    ],
    ["several tenants (D3)", { found: choose }, "customer tenant"],
    ["a tenant that is none of them", { found: choose, tenant: "x" }, "customer tenant"],
    ["one of them", { found: choose, tenant: two }, "customer tenant reason"],
    ["one of them, known", { found: choose, tenant: two, known: true }, "customer tenant known"],
    ["workshops chosen", { found, chosen: true }, "customer workshops review"],
    ["workshops chosen, then known", { found, chosen: true, known: true }, "customer known"],
  ])("%s", (_, values, steps) => {
    expect(addSteps(draft(values)).join(" ")).toBe(steps);
  });

  test("the tenant, and whether the e-mail fits it", () => {
    expect(
      [draft(), draft({ found }), draft({ found: choose, tenant: two })].map(tenantOf),
    ).toEqual([null, one, two]);
    expect(
      [
        draft(),
        draft({ found }),
        draft({ found: { ...found, mismatch: true } }),
        draft({ found: choose }),
      ].map(isMismatch),
    ).toEqual([false, false, true, true]);
  });
});

test.each([
  [{}, "location"],
  [{ located: true }, "location workshops"],
  [{ located: true, chosen: true }, "location workshops review"],
  [{ located: false, chosen: true }, "location"],
])("the screens of Claim customer: %j", (values, steps) => {
  expect(claimSteps(claimDraft.parse(values)).join(" ")).toBe(steps);
});

test("Next and Back go one screen on or back, and stay within what is open", () => {
  const steps = ["customer", "workshops", "review"];
  expect(stepAfter(steps, "customer", "next")).toBe("workshops");
  expect(stepAfter(steps, "workshops", "back")).toBe("customer");
  expect(stepAfter(steps, "customer", "back")).toBe("customer");
  expect(stepAfter(["customer"], "customer", "next")).toBe("customer");
  expect(stepAfter(steps, "tenant", "next")).toBe("customer");
});

describe("why a workshop cannot be chosen (S30, S31, D1)", () => {
  const open = {
    underWay: false,
    openToAdd: true,
    locationMet: true,
    criteriaMet: true,
    taken: null,
  };
  test.each([
    [{}, null],
    [{ underWay: true, openToAdd: false, criteriaMet: false }, "under_way"],
    [{ openToAdd: false, locationMet: false }, "not_open"],
    [{ locationMet: false, criteriaMet: false }, "location"],
    [{ criteriaMet: false, taken: "consent" as const }, "criteria"],
    [{ taken: "consent" as const }, "consent"],
    [{ taken: "done" as const }, "done"],
  ])("%j: %s", (facts, reason) => {
    expect(hindrance({ ...open, ...facts })).toBe(reason);
  });
});

describe("why a location cannot be chosen (S20)", () => {
  const good = { mine: true, openToAdd: true, gaps: [], criteriaMet: true };
  test.each([
    [{}, null],
    [{ openToAdd: false, mine: false }, "not_open"],
    [{ gaps: ["enrolment" as const, "payee_profile" as const], mine: false }, "enrolment"],
    [{ gaps: ["payee_profile" as const], criteriaMet: false }, "payee_profile"],
    [{ criteriaMet: false, mine: false }, "criteria"],
    [{ mine: false }, "role"],
  ])("%j: %s", (facts, reason) => {
    expect(locationHindrance({ ...good, ...facts })).toBe(reason);
  });
});

test("S28: a reason is kept with its free text", () => {
  expect(mismatchText(reasonFields.parse({ reason: "renamed", reasonNote: "  " }))).toBe("renamed");
  expect(mismatchText(reasonFields.parse({ reason: "other", reasonNote: " Ask me " }))).toBe(
    "other: Ask me",
  );
});

test.each([
  [{ location: "x", email: "kim@müller.example", identifier: "" }, []],
  [{ location: "x", email: " kim@b.example ", identifier: " 12345 " }, []],
  [{ location: "", email: "", identifier: "" }, ["required_location", "required_customer_email"]],
  [{ location: "x", email: "kim", identifier: "abc" }, ["invalid_email", "invalid_identifier"]],
])("S21–S23: what is typed on the first screen: %j", (typed, wrong) => {
  const parsed = customerFields.safeParse(typed);
  expect(parsed.success ? [] : parsed.error.issues.map(({ message }) => message)).toEqual(wrong);
});
