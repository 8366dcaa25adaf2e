import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { operatorGrants, personRequests, users } from "@/db/schema";
import { record } from "../../audit/record";
import type { System, Tx } from "../../ctx";
import { Refusal } from "../../errors";

/** Whose data is asked for at the command line, and which administrator asks. */
export type AskedByCommand = { address: string; by: string };

/**
 * A step: begins a request at the command line, as the database's owner, in the name of the administrator who answers for
 * it; the log says that a command did it. Refuses with `not_found` when `by` administers nothing here.
 */
export async function askByCommand(
  tx: Tx<System>,
  { address, by }: AskedByCommand,
): Promise<{ id: string; by: string }> {
  const [admin] = await tx.db
    .select({ id: users.id })
    .from(users)
    .innerJoin(
      operatorGrants,
      and(eq(operatorGrants.userId, users.id), eq(operatorGrants.role, "administrator")),
    )
    .where(eq(sql`lower(${users.email})`, by.toLowerCase()));
  if (!admin) throw new Refusal("not_found");
  const id = randomUUID();
  await tx.db.insert(personRequests).values({ id, address, askedAt: tx.now, askedBy: admin.id });
  await record(tx, { event: "privacy.asked", subjectId: id, data: { requestId: id } });
  return { id, by: admin.id };
}
