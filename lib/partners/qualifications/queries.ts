import { and, asc, eq, sql } from "drizzle-orm";
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
export function listQualifications(
  tx: Tx<Operator> | Tx<System>,
  { partner, location }: { partner: string; location: string },
): Promise<Qualification[]> {
  return tx.db
    .select({
      qualification: table.qualification,
      validFrom: table.validFrom,
      validUntil: table.validUntil,
    })
    .from(table)
    .where(and(eq(table.partnerId, partner), eq(table.locationId, location)))
    .orderBy(asc(table.qualification), asc(table.validFrom));
}
