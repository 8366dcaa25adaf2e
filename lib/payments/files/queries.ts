import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { locales } from "@/messages/languages";

const transfer = z.object({
  partnerId: z.string(),
  locationId: z.string(),
  payeeVersion: z.number(),
  runNumber: z.number(),
  place: z.number(),
  channel: z.enum(["pain", "csv"]),
  legalName: z.string(),
  country: z.string(),
  accountCurrency: z.string(),
  amountMinor: z.coerce.number(),
  currency: z.string(),
  numbers: z.array(z.number()),
});
export type Transferred = z.output<typeof transfer>;

/** The transfers of a run with the claims that each pays, in their order. */
export async function listTransfers(tx: Tx, runId: string): Promise<Transferred[]> {
  const { rows } = await tx.db.execute(sql`
    select p.partner_id as "partnerId", p.location_id as "locationId", p.payee_version as "payeeVersion", p.run_number as "runNumber",
      p.place, p.channel, p.legal_name as "legalName", p.country, p.account_currency as "accountCurrency",
      p.amount_minor as "amountMinor", p.currency, array(
        select c.number from payment_lines l join workshop_claims c on c.partner_id = l.partner_id and c.id = l.claim_id
        where l.partner_id = p.partner_id and l.payment_id = p.id order by c.number) as numbers
    from payments p where p.run_id = ${runId} order by p.place`);
  return z.array(transfer).parse(rows);
}

const run = z.object({
  number: z.number(),
  currency: z.string(),
  frozenAt: z.coerce.date(),
  accountVersion: z.number().nullable(),
  name: z.string(),
  language: z.enum(locales),
  timeZone: z.string(),
  locationIdName: z.string(),
});

/** A frozen run, and what its files are to say of the programme. Refuses with `not_found`. */
export async function getFrozenRun(tx: Tx, runId: string): Promise<z.output<typeof run>> {
  const { rows } = await tx.db.execute(sql`
    select r.number, r.currency, r.frozen_at as "frozenAt", r.account_version as "accountVersion", p.name, p.language,
      p.time_zone as "timeZone", p.location_id_name as "locationIdName"
    from payment_runs r, programme p where r.id = ${runId} and r.frozen_at is not null`);
  const [found] = z.array(run).parse(rows);
  if (!found) throw new Refusal("not_found");
  return found;
}
