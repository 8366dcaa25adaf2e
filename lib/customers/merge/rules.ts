import { tenantEligibility, type CustomerRules, type TenantFacts } from "../../eligibility/rules";
import { customerState, type CustomerFacts, type CustomerState } from "../rules";

/** A row of a partner's Customers page at one of two tenants. */
export type MergeRow = CustomerFacts & {
  partnerId: string;
  engagementId: string;
  tenantId: string;
};
/** A round that runs, or a workshop that was done, at one of them. */
export type MergeRound = {
  id: string;
  partnerId: string;
  engagementId: string;
  tenantId: string;
  consented: boolean;
  submitted: boolean;
};
export type MergeEngagement = CustomerRules & { id: string; consentsPerCustomer: number };
export type MergeFacts = { id: string } & TenantFacts;
type Both = {
  from: MergeFacts;
  into: MergeFacts;
  rows: readonly MergeRow[];
  rounds: readonly MergeRound[];
  engagements: readonly MergeEngagement[];
};

/** What two tenants cannot be one customer with: two rounds of a partner, or more consents than are allowed. */
export type Clash = { engagementId: string; roundIds: string[] } & (
  | { kind: "two_rounds"; partnerId: string }
  | { kind: "consents"; allowed: number }
);

/**
 * P18: what forbids a merge. Of a partner with a round at each nothing but ending one helps; of consents so many have to
 * be ended as there are too many.
 */
export function clashesOf({ from, into, rounds, engagements }: Both): Clash[] {
  return engagements.flatMap(({ id: engagementId, consentsPerCustomer: allowed }): Clash[] => {
    const here = rounds.filter((round) => round.engagementId === engagementId);
    const at = (tenant: MergeFacts) => here.filter(({ tenantId }) => tenantId === tenant.id);
    const twice = at(from).flatMap(({ id, partnerId }): Clash[] => {
      const other = at(into).find((round) => round.partnerId === partnerId);
      return other
        ? [{ kind: "two_rounds", partnerId, engagementId, roundIds: [id, other.id] }]
        : [];
    });
    const consents = here.filter(({ consented }) => consented);
    const both = [from, into].every((tenant) => at(tenant).some(({ consented }) => consented));
    if (!both || consents.length <= allowed) return twice;
    const roundIds = consents.map(({ id }) => id);
    return [...twice, { kind: "consents", allowed, engagementId, roundIds }];
  });
}

/** P18: what is known of the two together: the survivor's own word first, the other's where it has none. */
export function mergedFacts({ from, into }: Pick<Both, "from" | "into">): TenantFacts {
  const months = [...new Set([...from.usage, ...into.usage].map(({ month }) => month))].sort();
  const of = (facts: TenantFacts, month: string) =>
    facts.usage.find((one) => one.month === month)?.metrics ?? {};
  return {
    country: into.country ?? from.country,
    barred: into.barred ?? from.barred ?? null,
    usage: months.map((month) => ({
      month,
      metrics: { ...of(from, month), ...of(into, month) },
    })),
  };
}

/** What one partner sees of the customer for a workshop: now under each of the two, then under one. */
export type Effect = {
  partnerId: string;
  engagementId: string;
  before: { tenantId: string; state: CustomerState }[];
  after: CustomerState;
};

/** P18: what every partner sees before and after, where that is not the same or its row goes on under the other name. */
export function effectsOf(both: Both, now: Date): Effect[] {
  const facts = mergedFacts(both);
  const keys = new Set(
    both.rows.map(({ partnerId, engagementId }) => `${partnerId} ${engagementId}`),
  );
  return [...keys].sort().flatMap((key): Effect[] => {
    const rows = both.rows.filter((row) => `${row.partnerId} ${row.engagementId}` === key);
    const engagement = both.engagements.find(({ id }) => id === rows[0]?.engagementId);
    const before = rows.flatMap((row) => {
      const state = customerState(row, now);
      return state ? [{ tenantId: row.tenantId, state }] : [];
    });
    const [one] = [...rows].sort(
      (a, b) => Number(b.associationId !== null) - Number(a.associationId !== null),
    );
    if (!one || !engagement || before.length === 0) return [];
    const { partnerId, engagementId } = one;
    const others = both.rounds.filter(
      (round) =>
        round.engagementId === engagementId && round.partnerId !== partnerId && round.consented,
    );
    const full = others.length >= engagement.consentsPerCustomer;
    const taken = full ? (others.some(({ submitted }) => submitted) ? "done" : "consent") : null;
    const criteriaMet = tenantEligibility(engagement, facts).met;
    const known = rows.some((row) => row.known);
    const after = customerState({ ...one, known, criteriaMet, taken }, now);
    return after ? [{ partnerId, engagementId, before, after }] : [];
  });
}

/** Whether somebody notices: another tab or step, or two rows that become one. */
export function isNoticed({ before, after }: Effect): boolean {
  return before.length > 1 || before.some(({ state }) => standOf(state) !== standOf(after));
}

/** Where a row stands, whatever the day. */
export const standOf = (state: CustomerState): string =>
  state.kind === "ineligible" ? state.reason : `${state.kind} ${state.tab}`;
