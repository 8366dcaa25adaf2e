import { drizzle } from "drizzle-orm/node-postgres";
import { compareFacts } from "@/lib/audit/compare";
import type { Difference } from "@/lib/audit/compare/difference";
import { reading } from "@/lib/ctx";
import type { fixture } from "./fixture";
import { tamper } from "./tamper";

type Fixture = ReturnType<typeof fixture>;

/** Runs one statement with triggers off, which stays. */
export function tampering(f: Fixture) {
  return (statement: string, values: unknown[] = []) =>
    tamper(f, (admin) => admin.query(statement, values));
}

/** What differs from the log of one chain. */
export async function factFaults(f: Fixture, chain: string): Promise<Difference[]> {
  const all = await reading(f.system(), (tx) => compareFacts(tx));
  return all.filter((one) => one.chain === chain);
}

/** What would differ after a statement with triggers off; nothing stays changed. */
export function faultsAfter(
  f: Fixture,
  chain: string,
  statement: string,
  values: unknown[],
): Promise<Difference[]> {
  return tamper(f, async (admin) => {
    await admin.query("begin");
    await admin.query(statement, values);
    const all = await compareFacts({ ...f.system(), db: drizzle(admin) });
    await admin.query("rollback");
    return all.filter((one) => one.chain === chain);
  });
}
