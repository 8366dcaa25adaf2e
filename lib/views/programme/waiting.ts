import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "../../ctx";
import type { Count } from "../../lists/schema";
import { claimsWaiting } from "./claims";
import { countEnrolments } from "./enrolments";

/** What waits for the programme, by page of its navigation. */
export type Waiting = Record<"claims" | "contacts" | "enrolments" | "reports", Count>;

const MOST = 99;

/** How much waits for the programme, for its navigation: claims, contacts, enrolments, reports of customers. */
export async function programmeWaiting(tx: Tx): Promise<Waiting> {
  const claims = await claimsWaiting(tx);
  const { rows } = await tx.db.execute(sql`select
    (select count(*)::int from (select from contact_releases where decision is null limit ${MOST + 1}) c) as contacts,
    (select count(*)::int from (select from consent_reports where done_at is null limit ${MOST + 1}) r) as reports`);
  const [found] = z.array(z.object({ contacts: z.number(), reports: z.number() })).parse(rows);
  return {
    claims,
    contacts: bounded(found?.contacts ?? 0),
    enrolments: bounded(await countEnrolments(tx, MOST)),
    reports: bounded(found?.reports ?? 0),
  };
}

function bounded(count: number): Count {
  return { count: Math.min(count, MOST), more: count > MOST };
}
