import { and, eq, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import {
  associations,
  auditLog,
  consentDecisions,
  consentLinks,
  consentRequests,
  contactReleases,
  emails,
  engagements,
  knownCustomers,
  reminders,
  tenantDomains,
  tenants as tenantTable,
  tenantUsage,
  workshopClaims,
} from "@/db/schema";
import { isEventName } from "@/lib/audit/events";
import { dataAndWords, record } from "@/lib/audit/record";
import { transaction, type Ctx, type Tx } from "@/lib/ctx";
import { listEngagements } from "@/lib/engagements/queries";
import { refreshEligibility } from "@/lib/eligibility/refresh";
import { getFiles } from "@/lib/files/files";
import type { FileStore } from "@/lib/files/store";
import { acting } from "./acts/acting";
import { background } from "./background";
import { chronicle } from "./chronicle";
import { claimRows, decisionRow, knownRows, reminderRows } from "./consequences";
import { dayAt } from "./calendar";
import { claimChronicle } from "./claim-chronicle";
import { walkClaims } from "./claims";
import { post } from "./letters";
import { makeNetwork } from "./network";
import { poolOf } from "./pool";
import { play, type Played } from "./rounds";
import { scenes } from "./scenes";
import { demoTenants, type DemoTenant } from "./tenants";

/**
 * Loads the demonstration once: the same companies, customers and rounds every time, relative to the
 * day of `ctx.now`. One transaction, by the database's owner; the engagements must be there. What people
 * did is written as done by them, each with the proof of who they are, as row-level security demands.
 * @returns false when it was loaded before
 */
export async function loadDemo(ctx: Ctx, { tenants = 2_000 } = {}): Promise<boolean> {
  const files = await getFiles(ctx);
  return transaction(ctx, async (tx) => {
    await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('demo', 0))`);
    if (await isLoaded(tx)) return false;
    const customers = demoTenants(ctx.now, tenants);
    await makeNetwork({ ...tx, now: dayAt(tx.now, "UTC", 700, 9) });
    await writeTenants(tx, customers);
    const played = await playAll(tx, customers);
    await refreshEligibility(
      tx,
      [...new Set(played.map(({ association }) => association.tenantId))].sort(),
    );
    await writeRounds(tx, files, played);
    await announceNextWorkshop(tx);
    await record(tx, {
      event: "demo.loaded",
      subjectId: null,
      data: { tenants, rounds: played.length },
    });
    return true;
  });
}

async function isLoaded(tx: Tx): Promise<boolean> {
  const found = await tx.db
    .select({ seq: auditLog.seq })
    .from(auditLog)
    .where(and(eq(auditLog.chain, "programme"), eq(auditLog.event, "demo.loaded")))
    .limit(1);
  return found.length > 0;
}

async function writeTenants(tx: Tx, customers: DemoTenant[]): Promise<void> {
  await insert(
    tx,
    tenantTable,
    customers.map(({ id, name, country, tpid }) => ({
      id,
      name,
      country,
      tpid,
      updatedAt: tx.now,
    })),
  );
  await insert(
    tx,
    tenantDomains,
    customers.flatMap(({ id, domains }) => domains.map((domain) => ({ domain, tenantId: id }))),
  );
  await insert(
    tx,
    tenantUsage,
    customers.flatMap(({ id, usage }) => usage.map((facts) => ({ ...facts, tenantId: id }))),
  );
}

async function playAll(tx: Tx, customers: DemoTenant[]): Promise<Played[]> {
  const terms = await listEngagements(tx);
  const pool = poolOf(customers);
  return [...scenes(pool), ...background(pool)].map((round) => {
    const found = terms.find(({ slug }) => slug === round.engagement);
    if (!found) throw new Error(`the catalogue has no ${round.engagement}`);
    return play(round, found, tx.now);
  });
}

/** In the order in which it became true: added, answered and so known, claimed. */
async function writeRounds(tx: Tx, files: FileStore, played: Played[]): Promise<void> {
  const summaries = new Map(
    (await listEngagements(tx)).map(({ slug, summary }) => [slug, summary]),
  );
  const letters = played.map((one) => post(one, summaries, tx.now));
  const rows = (origin: "added" | "claimed") =>
    played.map(({ association }) => association).filter((one) => one.origin === origin);
  await insert(tx, associations, rows("added"), 50);
  await insert(tx, knownCustomers, knownRows(played), 10);
  await insert(tx, associations, rows("claimed"), 50);
  await insert(
    tx,
    contactReleases,
    letters.flatMap(({ releases }) => releases),
  );
  await insert(
    tx,
    consentRequests,
    letters.flatMap(({ requests }) => requests),
  );
  await insert(
    tx,
    consentLinks,
    letters.flatMap(({ links }) => links),
  );
  await insert(
    tx,
    emails,
    letters.flatMap((one) => one.emails),
  );
  await insert(tx, reminders, reminderRows(played, tx.now));
  const claims = await claimRows(
    tx,
    played,
    letters.flatMap(({ requests }) => requests),
  );
  await insert(tx, workshopClaims, claims);
  const told = await walkClaims(tx, files, { played, rows: claims });
  await writeAnswers(tx, played, await writeChronicle(tx, { played, claims, told }));
}

/** @returns the hash of the audit row of each answer, by association */
async function writeChronicle(
  tx: Tx,
  {
    played,
    claims,
    told,
  }: {
    played: Played[];
    claims: Awaited<ReturnType<typeof claimRows>>;
    told: (typeof auditLog.$inferInsert)[];
  },
): Promise<Map<string, string>> {
  const claimOf = new Map(claims.map((claim) => [claim.associationId, claim]));
  const entries = played
    .flatMap((one) => {
      const claim = claimOf.get(one.association.id);
      return [
        ...chronicle(one, { now: tx.now, claim }),
        ...(claim ? claimChronicle(one, claim, tx.now) : []),
      ];
    })
    .concat(told)
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  const hashes = new Map<string, string>();
  for (let at = 0; at < entries.length; at += 500) {
    const written = await tx.db
      .insert(auditLog)
      .values(entries.slice(at, at + 500).map(checked))
      .returning({ event: auditLog.event, subjectId: auditLog.subjectId, hash: auditLog.hash });
    for (const { event, subjectId, hash } of written) {
      if (subjectId && /^consent\.(accepted|declined)$/.test(event)) hashes.set(subjectId, hash);
    }
  }
  return hashes;
}

/** The demonstration tells of nothing that could not have happened. */
function checked(entry: typeof auditLog.$inferInsert): typeof auditLog.$inferInsert {
  if (!isEventName(entry.event)) throw new Error(`there is no event ${entry.event}`);
  return { ...entry, ...dataAndWords(entry.event, entry.data) };
}

/** Only a customer answers: each answer is written in the scope of the link that it came by. */
async function writeAnswers(tx: Tx, played: Played[], hashes: Map<string, string>): Promise<void> {
  await acting(tx, async (actAs) => {
    for (const one of played) {
      const row = decisionRow(one, hashes.get(one.association.id) ?? "");
      if (!row) continue;
      await actAs({ actor: "visitor", purpose: "consent", linkId: row.linkId });
      await tx.db.insert(consentDecisions).values(row);
    }
  });
}

/** One workshop is still to come, so that this too can be seen. */
async function announceNextWorkshop(tx: Tx): Promise<void> {
  const availableFrom = dayAt(tx.now, "UTC", -45, 0).toISOString().slice(0, 10);
  await tx.db
    .update(engagements)
    .set({ availableFrom })
    .where(eq(engagements.slug, "microsoft-syntex"));
}

/** In portions: none takes long, however much the database's triggers do for each row. */
async function insert<T extends PgTable>(
  tx: Tx,
  table: T,
  rows: T["$inferInsert"][],
  portion = 250,
): Promise<void> {
  for (let at = 0; at < rows.length; at += portion) {
    await tx.db.insert(table).values(rows.slice(at, at + portion));
  }
}
