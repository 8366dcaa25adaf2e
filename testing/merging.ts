import { mergeTenants } from "@/lib/customers/merge/merge-tenants";
import { planMerge } from "@/lib/customers/merge/queries";
import { reading } from "@/lib/ctx";
import type { fixture } from "./fixture";
import { refusedWith } from "./refusal";

type Fixture = ReturnType<typeof fixture>;
type Named = { id: string };

/** What a data steward sees before merging. */
export async function lookAtMerge(f: Fixture, from: Named, into: Named, now: Date) {
  const ctx = f.ctx(await f.operator({ roles: ["data_steward"] }), now);
  return reading(ctx, (tx) => planMerge(tx, { from: from.id, into: into.id }));
}

/** Merges as a data steward does who looked before; what it was refused with, or null. */
export async function mergeAsSteward(f: Fixture, from: Named, into: Named, now: Date) {
  const ctx = f.ctx(await f.operator({ roles: ["data_steward"] }), now);
  return refusedWith(
    (async () => {
      const { seen } = await lookAtMerge(f, from, into, now);
      await mergeTenants(ctx, { tenant: from.id, into: into.id, seen });
    })(),
  );
}
