import { and, asc, eq, gte, inArray } from "drizzle-orm";
import { z } from "zod";
import { auditLog } from "@/db/schema";
import type { Operator, PartnerUser, Tx } from "../../ctx";
import { editParts } from "../schema";
import { changeEvents, type Change } from "./rules";

const change = z.object({
  event: z.enum(changeEvents),
  at: z.date(),
  data: z.object({
    requirement: z.string().nullable().catch(null),
    kind: z.enum(["partner", "customer"]).nullable().catch(null),
    part: z.enum(editParts).nullable().catch(null),
    name: z.string().nullable().catch(null),
    was: z.record(z.string(), z.string().nullable()).catch({}),
  }),
});

/** D26: what the partner or its customer changed of a claim since an instant, the oldest first. */
export async function listChanges(
  tx: Tx<PartnerUser> | Tx<Operator>,
  { id, partnerId }: { id: string; partnerId: string },
  since: Date,
): Promise<Change[]> {
  const rows = await tx.db
    .select({ event: auditLog.event, at: auditLog.at, data: auditLog.data })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.chain, partnerId),
        eq(auditLog.subjectId, id),
        inArray(auditLog.event, [...changeEvents]),
        gte(auditLog.at, since),
      ),
    )
    .orderBy(asc(auditLog.at), asc(auditLog.seq));
  return rows.map((row) => {
    const { data, ...rest } = change.parse(row);
    return { ...rest, ...data };
  });
}
