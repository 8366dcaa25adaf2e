import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "../ctx";

export type AuditState = {
  /** How many chains there are, and how many rows in all of them. */
  chains: number;
  links: number;
  /** The rows that do not fit, at most 100; null when there are too many rows to look at now. */
  faults: { chain: string; seq: number; fault: string }[] | null;
};

const lengths = z.tuple([z.object({ chains: z.coerce.number(), links: z.coerce.number() })]);
const faulty = z.array(z.object({ chain: z.string(), seq: z.coerce.number(), fault: z.string() }));

/**
 * Recomputes the hash chains of the audit log (D15): a changed, missing, moved or cut-off row is a
 * fault. The callers authorise.
 * @param atMost looks at nothing when there are more rows than this
 */
export async function verifyAudit(tx: Tx, { atMost }: { atMost: number }): Promise<AuditState> {
  const [length] = lengths.parse(
    (await tx.db.execute(sql`select chains, links from audit_chains()`)).rows,
  );
  if (length.links > atMost) return { ...length, faults: null };
  const found = await tx.db.execute(
    sql`select chain, seq, fault from audit_faults() order by chain, seq limit 100`,
  );
  return { ...length, faults: faulty.parse(found.rows) };
}
