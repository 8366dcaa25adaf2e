import fc from "fast-check";
import {
  distance,
  ineligibility,
  locationEligibility,
  tenantEligibility,
  type LocationFacts,
} from "./rules";

const open = { customerCriteria: [], customerCountries: null };
const seats = (operator: ">=" | "<" | ">" | "<=" | "=", value: number) => ({
  ...open,
  customerCriteria: [{ metric: "teams_pau", operator, value }],
});
const facts = (...usage: { month: string; metrics: Record<string, number> }[]) => ({
  country: "NL",
  usage,
});

describe("S11 tenant criteria", () => {
  test.each([
    [">=", 299, false],
    [">=", 300, true],
    [">", 300, false],
    [">", 301, true],
    ["<", 300, false],
    ["<", 299, true],
    ["<=", 300, true],
    ["<=", 301, false],
    ["=", 300, true],
    ["=", 299, false],
  ] as const)("S11 %s 300 with %d: %s", (operator, actual, met) => {
    const result = tenantEligibility(
      seats(operator, 300),
      facts({ month: "2026-10-01", metrics: { teams_pau: actual } }),
    );
    expect(result).toEqual({
      met,
      criteria: [
        {
          kind: "metric",
          metric: "teams_pau",
          operator,
          required: 300,
          actual,
          month: "2026-10-01",
          met,
        },
      ],
    });
  });

  test("S11 a fact is that of the latest month in which it is known, in whatever order months come", () => {
    const usage: { month: string; metrics: Record<string, number> }[] = [
      { month: "2026-08-01", metrics: { teams_pau: 100 } },
      { month: "2026-10-01", metrics: { intune_pau: 9 } },
      { month: "2026-09-01", metrics: { teams_pau: 400 } },
    ];
    const [criterion] = tenantEligibility(seats(">=", 300), facts(...usage)).criteria;
    expect(criterion).toMatchObject({ actual: 400, month: "2026-09-01", met: true });
  });

  test.each([">=", "<", ">", "<=", "="] as const)(
    "S11 an unknown fact is not known and meets no %s",
    (operator) => {
      const result = tenantEligibility(
        seats(operator, 0),
        facts({ month: "2026-10-01", metrics: {} }),
      );
      expect(result).toMatchObject({
        met: false,
        criteria: [{ actual: null, month: null, met: false }],
      });
    },
  );

  test("S11 zero is a known fact", () => {
    const result = tenantEligibility(
      seats("<", 50),
      facts({ month: "2026-10-01", metrics: { teams_pau: 0 } }),
    );
    expect(result).toMatchObject({ met: true, criteria: [{ actual: 0 }] });
  });

  test("S11 the customer's country must be one of the engagement's, when it names any", () => {
    const usOnly = { ...open, customerCountries: ["US"] };
    expect(tenantEligibility(usOnly, { country: "US", usage: [] }).met).toBe(true);
    expect(tenantEligibility(usOnly, { country: "NL", usage: [] })).toEqual({
      met: false,
      criteria: [
        { kind: "customer_country", required: ["US"], actual: "NL", month: null, met: false },
      ],
    });
    expect(tenantEligibility(usOnly, { country: null, usage: [] }).met).toBe(false);
    expect(tenantEligibility(open, { country: null, usage: [] })).toEqual({
      met: true,
      criteria: [],
    });
  });

  const operator = fc.constantFrom(
    ">=" as const,
    "<" as const,
    ">" as const,
    "<=" as const,
    "=" as const,
  );
  const metric = fc.constantFrom("a_pau", "b_mau", "c_mau_share");
  const month = fc.integer({ min: 1, max: 12 }).map((m) => `2026-${String(m).padStart(2, "0")}-01`);
  const history = fc.uniqueArray(
    fc.record({ month, metrics: fc.dictionary(metric, fc.integer({ min: 0, max: 20 })) }),
    { selector: (usage) => usage.month, maxLength: 6 },
  );
  const criteria = fc.array(
    fc.record({ metric, operator, value: fc.integer({ min: 0, max: 20 }) }),
    { maxLength: 4 },
  );

  test("S11 for any facts: met means every criterion met, and the order of months is nothing", () => {
    fc.assert(
      fc.property(criteria, history, (customerCriteria, usage) => {
        const engagement = { customerCriteria, customerCountries: null };
        const result = tenantEligibility(engagement, facts(...usage));
        expect(result.met).toBe(result.criteria.every(({ met }) => met));
        expect(result).toEqual(tenantEligibility(engagement, facts(...usage.toReversed())));
        for (const criterion of result.criteria) {
          if (criterion.kind !== "metric") continue;
          const known = usage.filter(({ metrics }) => criterion.metric in metrics);
          const newest =
            known
              .map((entry) => entry.month)
              .sort()
              .at(-1) ?? null;
          expect(criterion.month).toBe(newest);
          expect(criterion.actual === null).toBe(newest === null);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test("S11 the distance to a criterion is what would meet it, and one less would not", () => {
    fc.assert(
      fc.property(
        operator,
        fc.integer({ min: 0, max: 50 }),
        fc.integer({ min: 0, max: 50 }),
        (op, required, actual) => {
          const check = (value: number) =>
            tenantEligibility(
              seats(op, required),
              facts({ month: "2026-01-01", metrics: { teams_pau: value } }),
            );
          const [criterion] = check(actual).criteria;
          const change = criterion && distance(criterion);
          expect(change === null).toBe(criterion?.met === true);
          if (!change) return;
          const step = change.direction === "rise" ? 1 : -1;
          expect(check(actual + step * change.by).met).toBe(true);
          expect(check(actual + step * (change.by - 1)).met).toBe(false);
        },
      ),
    );
  });

  test("S11 the distance of a share is exact, of an unknown fact none", () => {
    const share = {
      ...open,
      customerCriteria: [{ metric: "x_mau_share", operator: "<" as const, value: 0.6 }],
    };
    const [known] = tenantEligibility(
      share,
      facts({ month: "2026-01-01", metrics: { x_mau_share: 0.7 } }),
    ).criteria;
    expect(known && distance(known)).toEqual({ direction: "fall", by: 0.1 });
    const [unknown] = tenantEligibility(share, facts()).criteria;
    expect(unknown && distance(unknown)).toBeNull();
  });
});

describe("S20 location criteria", () => {
  const good: LocationFacts = {
    enrolment: "enrolled",
    payeeProfile: "valid",
    qualifications: ["solutions-partner:security"],
    country: "NL",
    band: "A",
    amount: { minor: 500_000, currency: "USD" },
  };
  const engagement = {
    partnerCriteria: {
      anyOf: ["solutions-partner:security", "specialization:cloud-security"],
      allOf: [] as string[],
      countries: null as string[] | null,
    },
  };
  const asks = (partnerCriteria: Partial<(typeof engagement)["partnerCriteria"]>) => ({
    partnerCriteria: { ...engagement.partnerCriteria, ...partnerCriteria },
  });
  const unmet = (rules: typeof engagement, location: LocationFacts) =>
    locationEligibility(rules, location)
      .criteria.filter(({ met }) => !met)
      .map(({ kind }) => kind);

  test("S20 a location that meets everything is eligible", () => {
    expect(locationEligibility(engagement, good)).toMatchObject({ met: true });
    expect(locationEligibility(engagement, good).criteria.map(({ kind }) => kind)).toEqual([
      "enrolment",
      "payee_profile",
      "qualification",
      "offered",
    ]);
  });

  test.each(["invited", "action_required", "validating", "inactive", "discontinued"] as const)(
    "S20 enrolment %s is not enrolled",
    (enrolment) => expect(unmet(engagement, { ...good, enrolment })).toEqual(["enrolment"]),
  );
  test.each(["missing", "validating", "rejected"] as const)(
    "S20 payee profile %s is not valid",
    (payeeProfile) =>
      expect(unmet(engagement, { ...good, payeeProfile })).toEqual(["payee_profile"]),
  );
  test("S20 any-of needs one of its qualifications", () => {
    expect(
      unmet(engagement, { ...good, qualifications: ["specialization:cloud-security"] }),
    ).toEqual([]);
    expect(
      unmet(engagement, { ...good, qualifications: ["solutions-partner:modern-work"] }),
    ).toEqual(["qualification"]);
    expect(unmet(asks({ anyOf: [] }), { ...good, qualifications: [] })).toEqual([]);
  });
  test("S20 all-of needs each of its qualifications", () => {
    const both = asks({ anyOf: [], allOf: ["a:1", "a:2"] });
    expect(unmet(both, { ...good, qualifications: ["a:1", "a:2"] })).toEqual([]);
    expect(unmet(both, { ...good, qualifications: ["a:1"] })).toEqual(["qualification"]);
    expect(unmet(both, { ...good, qualifications: [] })).toEqual([
      "qualification",
      "qualification",
    ]);
  });
  test("S20 the location's country must be one of the engagement's, when it names any", () => {
    expect(unmet(asks({ countries: ["NL"] }), good)).toEqual([]);
    expect(unmet(asks({ countries: ["US"] }), good)).toEqual(["partner_country"]);
  });
  test("S20 an engagement is not offered where its rate is null", () => {
    expect(unmet(engagement, { ...good, band: "C", amount: null })).toEqual(["offered"]);
    expect(unmet(engagement, { ...good, amount: { minor: 0, currency: "USD" } })).toEqual([]);
  });
});

test.each([
  [true, null, null],
  [false, null, "criteria"],
  [true, "consent", "consent"],
  [true, "done", "done"],
  [false, "consent", "criteria"],
  [false, "done", "criteria"],
] as const)("S10–S13 criteria met %s, taken %s: %s", (met, taken, reason) => {
  expect(ineligibility(met, taken)).toBe(reason);
});
