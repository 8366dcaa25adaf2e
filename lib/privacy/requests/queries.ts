import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { personRequests } from "@/db/schema";
import type { Operator, System, Tx } from "../../ctx";
import { Refusal } from "../../errors";

/** Why a row stays for now: `lib/privacy/requests/rules.ts` names them for people. */
export const stayReasons = ["hold", "running", "evidence", "account", "invited", "unsent"] as const;

const held = z.array(
  z.object({
    thing: z.string(),
    partnerId: z.string().nullable(),
    id: z.string(),
    own: z.boolean(),
    why: z.enum(stayReasons).nullable(),
    until: z.coerce.date().nullable(),
  }),
);
export type HeldRow = z.output<typeof held>[number];

/** Every row that holds something of the person with this address, and why it stays (O24). The callers authorise. */
export async function listHeld(tx: Tx<Operator> | Tx<System>, address: string): Promise<HeldRow[]> {
  const { rows } = await tx.db.execute(sql`
    select thing, partner_id as "partnerId", id, own, why, until from person_rows(${address}, ${tx.now.toISOString()})
    order by thing, id`);
  return held.parse(rows);
}

const data = z.array(z.object({ thing: z.string(), row: z.record(z.string(), z.unknown()) }));
export type HeldData = z.output<typeof data>[number];

/** The same with what stands in each row, but for secrets (O24). The callers authorise. */
export async function listHeldData(
  tx: Tx<Operator> | Tx<System>,
  address: string,
): Promise<HeldData[]> {
  const { rows } = await tx.db.execute(sql`
    select thing, data as row from person_data(${address}, ${tx.now.toISOString()})`);
  return data.parse(rows);
}

export type PersonRequest = typeof personRequests.$inferSelect;

/** A request about a person. Throws `not_found`. */
export async function getPersonRequest(tx: Tx<Operator>, id: string): Promise<PersonRequest> {
  const found = z.guid().safeParse(id).success
    ? await tx.db.select().from(personRequests).where(eq(personRequests.id, id))
    : [];
  if (!found[0]) throw new Refusal("not_found");
  return found[0];
}

/** The same, held for this transaction, with whom it is about. Refuses with `already_done` once it is over. */
export async function openPersonRequest(
  tx: Tx<Operator>,
  id: string,
): Promise<PersonRequest & { address: string }> {
  await tx.db.execute(sql`select from person_requests where id = ${id} for no key update`);
  const request = await getPersonRequest(tx, id);
  const { address } = request;
  if (address === null) throw new Refusal("already_done");
  return { ...request, address };
}
