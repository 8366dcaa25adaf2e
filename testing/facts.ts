import { compareFacts } from "@/lib/audit/compare";
import type { Difference } from "@/lib/audit/compare/difference";
import { reading } from "@/lib/ctx";
import type { fixture } from "./fixture";

/**
 * What differs from the audit log. Tests give a claim's proof by hand and not by the acts that record
 * it: documents and surveys are left out, and so is who works for the programme.
 */
export async function differences(f: ReturnType<typeof fixture>): Promise<Difference[]> {
  const all = await reading(f.system(), (tx) => compareFacts(tx));
  return all.filter(({ kind }) => !["document", "survey", "operator", "domain"].includes(kind));
}
