import { asc, sql } from "drizzle-orm";
import { z } from "zod";
import { locationQualifications as table } from "@/db/schema";
import type { Operator, System, Tx } from "../../ctx";
import type { Qualification } from "./rules";

/** Of the location `l`: all it has been qualified for, to be read by `spells`. */
export const spellsSql = sql<unknown>`(
  select coalesce(jsonb_agg(jsonb_build_object(
    'qualification', q.qualification, 'validFrom', q.valid_from, 'validUntil', q.valid_until)), '[]')
  from location_qualifications q where q.partner_id = l.partner_id and q.location_id = l.id)`;

export const spells = z.array(
  z.object({ qualification: z.string(), validFrom: z.string(), validUntil: z.string().nullable() }),
);

/** All that a location has been qualified for, for the programme. */
export async function listQualifications(
  tx: Tx<Operator> | Tx<System>,
  at: { partner: string; location: string },
): Promise<Qualification[]> {
  return (await listSpells(tx, [at])).get(at.location) ?? [];
}

/** The same of several locations, by their ids. */
export async function listSpells(
  tx: Tx<Operator> | Tx<System>,
  all: readonly { partner: string; location: string }[],
): Promise<Map<string, Qualification[]>> {
  const { partnerId, locationId, qualification, validFrom, validUntil } = table;
  const column = (key: "partner" | "location") => sql.param(all.map((one) => one[key]));
  const rows = await tx.db
    .select({ locationId, spell: { qualification, validFrom, validUntil } })
    .from(table)
    .where(
      sql`(${partnerId}, ${locationId}) in (select * from unnest(${column("partner")}::uuid[], ${column("location")}::uuid[]))`,
    )
    .orderBy(asc(qualification), asc(validFrom));
  const found = new Map<string, Qualification[]>();
  for (const { locationId: at, spell } of rows) found.set(at, [...(found.get(at) ?? []), spell]);
  return found;
}
