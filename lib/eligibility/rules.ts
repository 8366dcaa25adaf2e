import type { Money } from "../money";

type Operator = ">=" | "<" | ">" | "<=" | "=";
type Enrolment =
  | "invited"
  | "action_required"
  | "validating"
  | "enrolled"
  | "inactive"
  | "discontinued";
type PayeeProfile = "missing" | "validating" | "valid" | "rejected";

type MetricRule = { metric: string; operator: Operator; value: number };

/** The criteria of an engagement for its customers (section 7): all of them, of an any-of group one (P11). */
export type CustomerRules = {
  customerCriteria: readonly (MetricRule | { anyOf: readonly MetricRule[] })[];
  customerCountries: readonly string[] | null;
};
/** The criteria of an engagement for a partner's locations (section 7). */
export type PartnerRules = {
  partnerCriteria: {
    anyOf: readonly string[];
    allOf: readonly string[];
    countries: readonly string[] | null;
  };
};
/** P18: a usual reason, and the programme's words. */
export type Barred = {
  reason: "public_sector" | "partners_own" | "wrong_cloud" | "other" | "not_listed";
  note: string | null;
};
/** What is known of a tenant; months are first days (YYYY-MM-01), a metric that is not there is not known. */
export type TenantFacts = {
  country: string | null;
  /** P18: why it is not allowed to take part; null: it is. */
  barred?: Barred | null;
  usage: readonly { month: string; metrics: Readonly<Record<string, number>> }[];
};
/** What is known of a location, and what the engagement pays there today (`amount` null: nothing). */
export type LocationFacts = {
  enrolment: Enrolment;
  payeeProfile: PayeeProfile;
  qualifications: readonly string[];
  country: string;
  band: string;
  amount: Money | null;
};

/** One criterion: what it asks, what is so (null: not known), since which month, and whether it is met. */
export type TenantCriterion =
  | {
      kind: "metric";
      metric: string;
      operator: Operator;
      required: number;
      actual: number | null;
      month: string | null;
      met: boolean;
      /** Of those that share a number one is enough (P11); none: it is asked by itself. */
      group?: number;
    }
  | {
      kind: "customer_country";
      required: readonly string[];
      actual: string | null;
      month: null;
      met: boolean;
    }
  /** P18: the programme does not allow it; of all others nothing is said of that. */
  | { kind: "allowed"; barred: Barred; month: null; met: false };
export type LocationCriterion = { month: null; met: boolean } & (
  | { kind: "enrolment"; required: "enrolled"; actual: Enrolment }
  | { kind: "payee_profile"; required: "valid"; actual: PayeeProfile }
  /** `required`: one of these; `actual`: those of them that the location has. */
  | { kind: "qualification"; required: readonly string[]; actual: readonly string[] }
  | { kind: "partner_country"; required: readonly string[]; actual: string }
  | { kind: "offered"; required: string; actual: Money | null }
);
export type Criterion = TenantCriterion | LocationCriterion;
export type Eligibility<C extends Criterion> = { met: boolean; criteria: C[] };

/**
 * S10, S11: whether a tenant meets an engagement's customer criteria, criterion by criterion. A fact
 * is that of the latest month in which it is known; one that is not known does not meet anything. A tenant that is not
 * allowed meets nothing (P18).
 */
export function tenantEligibility(
  engagement: CustomerRules,
  facts: TenantFacts,
): Eligibility<TenantCriterion> {
  const figure = ({ metric, operator, value }: MetricRule) => {
    const { actual, month } = latest(facts.usage, metric);
    const met = actual !== null && compare(actual, operator, value);
    return { kind: "metric" as const, metric, operator, required: value, actual, month, met };
  };
  const criteria = engagement.customerCriteria.flatMap((rule, group): TenantCriterion[] =>
    "anyOf" in rule ? rule.anyOf.map((one) => ({ ...figure(one), group })) : [figure(rule)],
  );
  if (engagement.customerCountries !== null) {
    const { country: actual } = facts;
    const required = engagement.customerCountries;
    const met = actual !== null && required.includes(actual);
    criteria.push({ kind: "customer_country", required, actual, month: null, met });
  }
  if (facts.barred)
    criteria.unshift({ kind: "allowed", barred: facts.barred, month: null, met: false });
  return { met: criteria.every((one) => one.met || alternativeMet(criteria, one)), criteria };
}

/** Whether another one of its any-of group is met (P11). */
export function alternativeMet(criteria: readonly TenantCriterion[], one: TenantCriterion) {
  if (one.kind !== "metric" || one.group === undefined) return false;
  return criteria.some(
    (other) => other.kind === "metric" && other.group === one.group && other.met,
  );
}

/**
 * S19, S20: whether a location may earn with an engagement: enrolled, payee profile valid, qualified
 * (one of any-of, each of all-of), in a country that may take part, and something is paid there.
 */
export function locationEligibility(
  engagement: PartnerRules,
  location: LocationFacts,
): Eligibility<LocationCriterion> {
  const { anyOf, allOf, countries } = engagement.partnerCriteria;
  const { enrolment, payeeProfile, country, band, amount } = location;
  const alternatives = [...(anyOf.length > 0 ? [anyOf] : []), ...allOf.map((one) => [one])];
  const month = null;
  const criteria: LocationCriterion[] = [
    {
      kind: "enrolment",
      required: "enrolled",
      actual: enrolment,
      month,
      met: enrolment === "enrolled",
    },
    {
      kind: "payee_profile",
      required: "valid",
      actual: payeeProfile,
      month,
      met: payeeProfile === "valid",
    },
    ...alternatives.map((required): LocationCriterion => {
      const actual = required.filter((one) => location.qualifications.includes(one));
      return { kind: "qualification", required, actual, month, met: actual.length > 0 };
    }),
  ];
  if (countries !== null) {
    const met = countries.includes(country);
    criteria.push({ kind: "partner_country", required: countries, actual: country, month, met });
  }
  criteria.push({
    kind: "offered",
    required: band,
    actual: amount,
    month,
    met: amount !== null,
  });
  return { met: criteria.every((criterion) => criterion.met), criteria };
}

/** S10–S13: (a) the criteria, (b) a consent to another partner, (c) done with another partner. */
export type Reason = "criteria" | "consent" | "done";

/**
 * S10–S13: why a tenant is not eligible; null when it is. The criteria come first, as on the
 * Customers page.
 * @param taken what `taken_by_others` says: `consent` or `done` when other partners have this customer
 */
export function ineligibility(
  criteriaMet: boolean,
  taken: "consent" | "done" | null,
): Reason | null {
  return criteriaMet ? taken : "criteria";
}

/**
 * What would change the result of a criterion that is not met: by how much the figure must rise or
 * fall at least (counts are whole), or null where no such distance can be told.
 */
export function distance(criterion: Criterion): { direction: "rise" | "fall"; by: number } | null {
  if (criterion.kind !== "metric" || criterion.met || criterion.actual === null) return null;
  const { operator, required, actual } = criterion;
  const whole = Number.isInteger(required) && Number.isInteger(actual);
  const open = whole && (operator === "<" || operator === ">") ? 1 : 0;
  const by = Number((Math.abs(required - actual) + open).toPrecision(12));
  return { direction: actual < required || operator === ">" ? "rise" : "fall", by };
}

function latest(usage: TenantFacts["usage"], metric: string) {
  let found: { actual: number | null; month: string | null } = { actual: null, month: null };
  for (const { month, metrics } of usage) {
    const actual = metrics[metric];
    if (actual === undefined || (found.month !== null && month <= found.month)) continue;
    found = { actual, month };
  }
  return found;
}

function compare(actual: number, operator: Operator, required: number): boolean {
  switch (operator) {
    case ">=":
      return actual >= required;
    case "<":
      return actual < required;
    case ">":
      return actual > required;
    case "<=":
      return actual <= required;
    case "=":
      return actual === required;
  }
}
