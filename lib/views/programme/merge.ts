import { authorize } from "../../access/authorize";
import type { Operator, Tx } from "../../ctx";
import { planMerge, type MergePlan, type NamedRound } from "../../customers/merge/queries";
import { isNoticed, mergedFacts } from "../../customers/merge/rules";
import type { CustomerState } from "../../customers/rules";
import { Refusal, type RefusalCode } from "../../errors";
import { listFacts } from "../../eligibility/queries";
import type { Barred } from "../../eligibility/rules";
import { namedTenant } from "../../tenants/resolve";
import { readable } from "../readable";
import { tenantHead, type TenantHead } from "./tenant";

/** A kept word of the two: what stands afterwards comes first. */
export type MergedField = { from: string | null; into: string | null };
export type MergeView = {
  tenant: TenantHead;
  /** What was typed to name the other one. */
  asked: string;
  /** Why that names none; null: nothing was typed yet, or it does. */
  problem: RefusalCode | null;
  plan: {
    into: { id: string; name: string };
    /** Of each which tenant has which, and what stands afterwards. */
    names: MergedField;
    countries: MergedField;
    tpids: MergedField;
    domains: { from: string[]; into: string[] };
    months: { from: number; into: number; both: number };
    barred: Barred | null;
    rounds: number;
    clashes: (
      | { kind: "two_rounds"; workshop: string; rounds: NamedRound[] }
      | { kind: "consents"; workshop: string; allowed: number; rounds: NamedRound[] }
    )[];
    /** What every partner sees, before and after: what somebody notices; and how many rows stay as they are. */
    effects: {
      partner: string;
      workshop: string;
      before: { name: string; state: CustomerState }[];
      after: CustomerState;
    }[];
    unnoticed: number;
    seen: string;
  } | null;
};

/** P18: the page that asks before one tenant is merged into another, and shows what that does. Throws `not_found`. */
export async function mergeView(
  tx: Tx,
  { id, into: asked = "" }: { id: string; into?: string | undefined },
): Promise<MergeView> {
  authorize(tx, "programme.tenants");
  const tenant = await tenantHead(tx, { id });
  const view = { tenant, asked: asked.slice(0, 300), problem: null, plan: null };
  if (asked.trim() === "") return view;
  try {
    const into = await namedTenant(tx, asked, "into");
    if (into.id === tenant.id) return { ...view, problem: "other_tenant_same" };
    return { ...view, plan: await planOf(tx, tenant, into.id) };
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === "not_found") throw error;
    return { ...view, problem: error.code };
  }
}

async function planOf(tx: Tx<Operator>, tenant: TenantHead, into: string) {
  const plan = await planMerge(tx, { from: tenant.id, into });
  const facts = await listFacts(tx, [tenant.id, into]);
  const [one, other] = facts;
  if (!one || !other) throw new Refusal("not_found");
  const months = new Set(other.usage.map(({ month }) => month));
  const noticed = plan.effects.filter(isNoticed);
  const both = (field: "name" | "country" | "tpid"): MergedField => ({
    from: wordOf(plan.from[field]),
    into: wordOf(plan.into[field]),
  });
  return {
    into: { id: plan.into.id, name: plan.into.name },
    names: both("name"),
    countries: both("country"),
    tpids: both("tpid"),
    domains: { from: readable(plan.from.domains), into: readable(plan.into.domains) },
    months: {
      from: plan.from.months,
      into: plan.into.months,
      both: one.usage.filter(({ month }) => months.has(month)).length,
    },
    barred: mergedFacts({ from: one, into: other }).barred ?? null,
    rounds: plan.rounds.filter(({ tenantId }) => tenantId === tenant.id).length,
    clashes: plan.clashes.map((clash) => ({
      ...(clash.kind === "consents"
        ? { kind: clash.kind, allowed: clash.allowed }
        : { kind: clash.kind }),
      workshop: plan.engagementNames.get(clash.engagementId) ?? "",
      rounds: plan.rounds.filter(({ id }) => clash.roundIds.includes(id)),
    })),
    effects: noticed.map(({ partnerId, engagementId, before, after }) => ({
      partner: plan.partnerNames.get(partnerId) ?? "",
      workshop: plan.engagementNames.get(engagementId) ?? "",
      before: before.map(({ tenantId, state }) => ({ name: nameOf(plan, tenantId), state })),
      after,
    })),
    unnoticed: plan.effects.length - noticed.length,
    seen: plan.seen,
  };
}

const wordOf = (value: string | number | null) => (value === null ? null : String(value));

const nameOf = ({ from, into }: MergePlan, id: string) => (from.id === id ? from.name : into.name);
