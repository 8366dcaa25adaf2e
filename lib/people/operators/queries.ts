import { and, eq, isNull, sql } from "drizzle-orm";
import { operatorGrants, users } from "@/db/schema";
import type { Operator, OperatorRole, Tx } from "../../ctx";
import { Refusal } from "../../errors";

export type StaffMember = { id: string; name: string; email: string; roles: OperatorRole[] };

/** Whether somebody with this address works at the programme. */
export async function isOperatorWith(tx: Tx, email: string): Promise<boolean> {
  const found = await tx.db
    .select({ id: users.id })
    .from(operatorGrants)
    .innerJoin(users, eq(users.id, operatorGrants.userId))
    .where(sql`lower(${users.email}) = lower(${email})`)
    .limit(1);
  return found.length > 0;
}

/** Somebody of the programme's staff with their roles, in order. Refuses with `not_found`. */
export async function getStaffMember(tx: Tx<Operator>, id: string): Promise<StaffMember> {
  const rows = await tx.db
    .select({ id: users.id, name: users.name, email: users.email, role: operatorGrants.role })
    .from(operatorGrants)
    .innerJoin(users, eq(users.id, operatorGrants.userId))
    .where(eq(operatorGrants.userId, id))
    .orderBy(operatorGrants.role);
  const [first] = rows;
  if (!first) throw new Refusal("not_found");
  const { role: _, ...person } = first;
  return { ...person, roles: rows.map(({ role }) => role) };
}

/** P5: who gives roles at the programme, by name. */
export function listAdministrators(tx: Tx): Promise<{ name: string; email: string }[]> {
  return tx.db
    .select({ name: users.name, email: users.email })
    .from(operatorGrants)
    .innerJoin(users, eq(users.id, operatorGrants.userId))
    .where(and(eq(operatorGrants.role, "administrator"), isNull(users.disabledAt)))
    .orderBy(users.name, users.email)
    .limit(20);
}
