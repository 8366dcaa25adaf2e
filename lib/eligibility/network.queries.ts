import { sql } from "drizzle-orm";
import { z } from "zod";
import { enrolmentStates, payeeStates } from "@/db/schema/states";
import type { Operator, Tx } from "../ctx";
import { bandOfCountry } from "../engagements/queries";
import type { Rate } from "../engagements/rules";
import { spells, spellsSql } from "../partners/qualifications/queries";
import { qualificationsOn } from "../partners/qualifications/rules";
import { dateIn } from "../time/deadline";
import { rateAt } from "../engagements/rules";
import { locationEligibility, type PartnerRules } from "./rules";

const place = z.object({
  partnerId: z.string(),
  partnerName: z.string(),
  name: z.string(),
  country: z.string(),
  timeZone: z.string(),
  enrolment: z.enum(enrolmentStates),
  payeeProfile: z.enum(payeeStates),
  spells,
  band: z.string(),
});
/** An enrolled location of some partner. */
export type NetworkPlace = z.output<typeof place>;

/** Every enrolled location of every partner, by partner and name. One statement. */
export async function listNetwork(tx: Tx<Operator>): Promise<NetworkPlace[]> {
  const { rows } = await tx.db.execute(sql`
    select l.partner_id as "partnerId", p.name as "partnerName", l.name, l.country, l.time_zone as "timeZone",
      l.enrolment, l.payee_profile as "payeeProfile", ${spellsSql} as spells, ${bandOfCountry(sql`l.country`)} as band
    from locations l join partners p on p.id = l.partner_id
    where l.enrolment = 'enrolled' order by p.name, p.id, l.name`);
  return z.array(place).parse(rows);
}

/** Whether a location may earn with what these rules ask, on its day (S19). */
export function mayEarn(
  rules: PartnerRules,
  rates: readonly Rate[],
  { spells: all, ...one }: NetworkPlace,
  now: Date,
): boolean {
  const today = dateIn(now, one.timeZone);
  const amount = rateAt(rates, one.band, today)?.amount ?? null;
  return locationEligibility(rules, {
    ...one,
    qualifications: qualificationsOn(today, all),
    amount,
  }).met;
}
