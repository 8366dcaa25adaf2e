import { compareFacts } from "@/lib/audit/compare";
import type { Difference } from "@/lib/audit/compare/difference";
import { reading } from "@/lib/ctx";
import type { fixture } from "./fixture";

/**
 * What differs from the audit log. Tests give a claim's proof by hand and not by the acts that record
 * it: documents and surveys are left out.
 */
export async function differences(f: ReturnType<typeof fixture>): Promise<Difference[]> {
  const all = await reading(f.system(), (tx) => compareFacts(tx));
  return all.filter(({ kind }) => kind !== "document" && kind !== "survey");
}
