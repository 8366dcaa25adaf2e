import { inArray, isNotNull, and, sql } from "drizzle-orm";
import { z } from "zod";
import { partners, type InvitedRole } from "@/db/schema";
import type { Operator, Tx } from "../../ctx";
import type { Standing } from "./invite-people";

/** Somebody at a company, by address. */
export type Asked = { partnerId: string; email: string };

/** How somebody stands with a company, and with which roles: those that they have, else those that they are offered. */
export type Stands = Standing & { held: readonly InvitedRole[] };

const roles = z.array(
  z.object({
    role: z.enum(["incentives_admin", "incentives_user"]),
    locationId: z.string().nullable(),
  }),
);
const rows = z.array(
  z.object({
    n: z.coerce.number(),
    member: z.boolean(),
    roles,
    waits: z.boolean(),
    sentAt: z.coerce.date().nullable(),
  }),
);

/**
 * How people stand with companies, for the programme's staff: all of them at once.
 * @returns in the order that was asked
 */
export async function listStandings(tx: Tx<Operator>, asked: readonly Asked[]): Promise<Stands[]> {
  const column = (key: keyof Asked) => sql.param(asked.map((one) => one[key]));
  const found = await tx.db.execute(sql`
    select n, member, roles, waits, sent_at as "sentAt"
    from people_standing(${column("partnerId")}::uuid[], ${column("email")}::text[], ${tx.now.toISOString()}::timestamptz)`);
  const all = asked.map(() => ({
    ...{ isMember: false, isInvited: false, lastInvited: null as Date | null },
    ...{ has: [] as InvitedRole[], offered: [] as InvitedRole[] },
  }));
  for (const { n, member, roles: some, waits, sentAt } of rows.parse(found.rows)) {
    const one = all[n - 1];
    if (!one) continue;
    one.isMember ||= member;
    one.isInvited ||= waits;
    (member ? one.has : one.offered).push(...some);
    if (sentAt && (one.lastInvited ?? sentAt) <= sentAt) one.lastInvited = sentAt;
  }
  return all.map(({ has, offered, ...one }) => ({ ...one, held: has.length > 0 ? has : offered }));
}

/** Which of these companies are suspended (P25). */
export async function listSuspended(
  tx: Tx<Operator>,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.db
    .select({ id: partners.id })
    .from(partners)
    .where(and(inArray(partners.id, [...ids]), isNotNull(partners.suspendedAt)));
  return new Set(rows.map(({ id }) => id));
}
