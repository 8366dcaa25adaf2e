import { and, eq, inArray, isNotNull, lt, or, sql } from "drizzle-orm";
import { associations, emails, partners, rowOf } from "@/db/schema";
import { getConfig } from "@/lib/config";
import { authorize } from "../access/authorize";
import { prepared, reading, transaction, type Ctx, type System, type Tx } from "../ctx";
import { hasMailbox, programmeOf, type Programme } from "../installation";
import { log } from "../log";
import { enqueue } from "../queue/enqueue";
import { CannotBeMade, contentsOf, withDeadline, type Contents, type Row } from "./body";
import { heldUntil } from "./hold";
import { waitsUntil } from "./limits";
import { openLink } from "./open-link";
import { holdBack, inTurn, NoPlace } from "./pace";
import { LEASE, mayTry, mayTryAgain, type Outcome } from "./rules";
import { seal, sealOne } from "./seal";
import { submit, type Stored } from "./submit";
import { tellUndelivered } from "./tell-undelivered";

const HOUR = 3_600_000;

/** The attempt did not succeed, but another may: the queue tries again later. */
export class TryAgain extends Error {
  override name = "TryAgain";
}

/** D25, K12, P25: the mailbox has had enough for now, it can still be taken back, or the company is suspended. */
class Waits extends Error {
  constructor(readonly until: Date) {
    super("it waits until later");
  }
}

/**
 * Delivers one e-mail. Rendered once, its bytes are stored; each attempt sends the same bytes under
 * the same key, so that a repetition after a crash or a time-out never sends twice. Without a mail
 * key the e-mail goes to the local mailbox of a demonstration or trial, and waits
 * elsewhere. What is done already stays as it is.
 * An e-mail to a mailbox that has had its number of the last 24 hours stays queued, untried, and has
 * its turn later (D25): nobody at the partner sees that others wrote there too. One that could still be taken back waits
 * (K12), whatever started this; what nobody has to answer any more is never sent.
 * Throws `TryAgain` for the queue when a later attempt may succeed; 23 hours after the first attempt
 * the e-mail has failed, visibly. Nothing goes over the network inside a transaction.
 */
export async function deliver(ctx: Ctx, emailId: string): Promise<void> {
  authorize(ctx, "mail.deliver");
  const row = await find(ctx, emailId);
  if (!row || !isOpen(row) || !isFirst(row)) return;
  try {
    const held = heldUntil(row, ctx.now);
    if (held) throw new Waits(held);
    if (await isSuspended(ctx, row)) throw new Waits(new Date(ctx.now.getTime() + HOUR));
    await deliverNow(ctx, row);
  } catch (error) {
    if (!(error instanceof Waits) && !(error instanceof NoPlace)) throw error;
    const until = error instanceof Waits ? error.until.getTime() : ctx.now.getTime() + 2_000;
    const afterSeconds = Math.ceil((until - ctx.now.getTime()) / 1_000);
    await transaction(ctx, (tx) => enqueue(tx, queueOf(row), { emailId }, { afterSeconds }));
  }
}

async function deliverNow(ctx: Ctx<System>, row: Row): Promise<void> {
  const programme = await programmeOf(ctx.db);
  try {
    if (await hasMailbox(ctx.db)) return await putInMailbox(ctx, row, programme);
    await handOver(ctx, row, programme);
  } catch (error) {
    if (!(error instanceof CannotBeMade)) throw error;
    await transaction(ctx, (tx) => fail(tx, row, error.message));
  }
}

async function handOver(ctx: Ctx<System>, row: Row, programme: Programme): Promise<void> {
  if (!getConfig().RESEND_API_KEY) throw new Error("RESEND_API_KEY is missing");
  if (!mayTry(row.firstAttemptAt, ctx.now)) {
    const reason = row.lastError ?? "no attempt came in time";
    return transaction(ctx, (tx) => fail(tx, row, reason));
  }

  const turn = {
    begin: (tx: Tx<System>) => begin(tx, row, programme),
    send: submit,
    settle: (tx: Tx<System>, mail: Begun, answered: Outcome) => settle(tx, mail, answered),
  };
  const outcome = await inTurn(ctx, turn, row.runId === null ? "single" : "run");
  if (outcome === null) return;
  // By which its number at the provider is found, and the request that it was written for.
  log.info(
    { mail: row.id, template: row.template, outcome: outcome.kind },
    "an e-mail was handed over",
  );
  if (outcome.kind === "again" && outcome.keyRefused)
    log.error("the mail provider refuses RESEND_API_KEY: no e-mail goes out until it takes it");
  if (outcome.kind !== "again" || !mayTryAgain(row.firstAttemptAt ?? ctx.now, ctx.now)) return;
  if (outcome.afterSeconds !== null) await holdBack(ctx, outcome.afterSeconds);
  throw new TryAgain(outcome.reason);
}

async function find(ctx: Ctx<System>, emailId: string): Promise<Row | undefined> {
  const [found] = await reading(ctx, (tx) =>
    prepared(tx.db, "e-mail to deliver", (db, name) =>
      db
        .select({ row: emails, dueAt: associations.consentDueAt })
        .from(emails)
        .leftJoin(associations, rowOf(associations, emails.partnerId, emails.associationId))
        .where(eq(emails.id, sql.placeholder("id")))
        .prepare(name),
    ).execute({ id: emailId }),
  );
  return found && withDeadline(found);
}

/** P25: nothing that asks or tells somebody outside goes out for a company that is suspended; it waits untried. */
async function isSuspended(ctx: Ctx<System>, row: Row): Promise<boolean> {
  if (row.kind !== "ask" && row.kind !== "notice") return false;
  const found = await reading(ctx, (tx) =>
    tx.db
      .select({ id: partners.id })
      .from(partners)
      .where(and(eq(partners.id, row.partnerId), isNotNull(partners.suspendedAt))),
  );
  return found.length > 0;
}

/** B6: of a run's, those that were gathered, by the first of them alone. */
function isFirst({ id, runId, envelopeId }: Row): boolean {
  return runId === null || envelopeId === id;
}

/** Where a delivery waits: one of a run never before one that somebody waits for (B6). */
export function queueOf({ runId }: { runId: string | null }): "deliver-mail" | "deliver-run" {
  return runId === null ? "deliver-mail" : "deliver-run";
}

function isOpen({ state }: Row): boolean {
  return state === "queued" || state === "sending";
}

/** What `begin` gives for one that waits: null when nothing goes out here. */
async function prepare(tx: Tx<System>, row: Row, programme: Programme): Promise<Contents | null> {
  const holds = row.envelopeId === null ? await sealOne(tx, row) : await seal(tx, row);
  return holds && contentsOf(holds, programme, tx.now);
}

/**
 * Takes a place in the mailbox's day; throws `Waits` when there is none. Once tried, it has one. A
 * reminder does not wait past the deadline that it reminds of.
 */
async function takeTurn(tx: Tx<System>, row: Row): Promise<void> {
  if (row.firstAttemptAt !== null) return;
  const until = await waitsUntil(tx, row);
  if (!until) return;
  const due = row.kind === "notice" ? Date.parse(String(row.variables.consentDueAt)) : NaN;
  if (!(until.getTime() >= due)) throw new Waits(until);
}

type Begun = Stored & { firstAttemptAt: Date };

/** Whoever moves the row to `sending` has it, until the lease is over. Throws when somebody else has. */
async function begin(tx: Tx<System>, row: Row, programme: Programme): Promise<Begun | null> {
  const { db, now } = tx;
  await takeTurn(tx, row);
  const contents = await prepare(tx, row, programme);
  if (contents === null) return null;
  const { holds, ...body } = contents;
  const free = or(
    eq(emails.state, "queued"),
    and(eq(emails.state, "sending"), lt(emails.stateAt, new Date(now.getTime() - LEASE))),
  );
  const [mine] = await db
    .update(emails)
    .set({
      sender: sql`coalesce(${emails.sender}, ${body.sender})`,
      subject: sql`coalesce(${emails.subject}, ${body.subject})`,
      html: sql`coalesce(${emails.html}, ${body.html})`,
      text: sql`coalesce(${emails.text}, ${body.text})`,
      state: "sending",
      stateAt: now,
      attempts: sql`${emails.attempts} + 1`,
      firstAttemptAt: sql`coalesce(${emails.firstAttemptAt}, ${now.toISOString()}::timestamptz)`,
    })
    .where(and(eq(emails.id, row.id), free))
    .returning();
  if (!mine) throw new TryAgain("another worker has this e-mail");
  const { sender, subject, html, text, firstAttemptAt } = mine;
  if (
    sender === null ||
    subject === null ||
    html === null ||
    text === null ||
    firstAttemptAt === null
  )
    throw new Error("the e-mail has no body");
  for (const one of holds) await openLink(tx, one);
  return { ...mine, sender, subject, html, text, firstAttemptAt, holds };
}

async function settle(tx: Tx<System>, mail: Begun, outcome: Outcome): Promise<void> {
  if (outcome.kind === "accepted") return markSent(tx, mail.id, outcome.providerId);
  if (outcome.kind === "refused" || !mayTryAgain(mail.firstAttemptAt, tx.now))
    return fail(tx, mail, outcome.reason);
  await tx.db
    .update(emails)
    .set({ state: "queued", stateAt: tx.now, lastError: outcome.reason })
    .where(and(eq(emails.id, mail.id), eq(emails.state, "sending")));
}

/** An event may have come before the answer: then the state is further on already, and stays. */
async function markSent({ db, now }: Tx<System>, id: string, providerId: string): Promise<void> {
  await db
    .update(emails)
    .set({
      providerId,
      sentAt: sql`coalesce(${emails.sentAt}, ${now.toISOString()}::timestamptz)`,
      state: sql`case when ${emails.state} in ('queued', 'sending') then 'sent' else ${emails.state} end`,
      stateAt: now,
      lastError: null,
    })
    .where(eq(emails.id, id));
}

async function fail(tx: Tx<System>, { id }: { id: string }, reason: string): Promise<void> {
  const failed = await tx.db
    .update(emails)
    .set({ state: "failed", stateAt: tx.now, lastError: reason.slice(0, 1_000) })
    .where(and(eq(emails.id, id), inArray(emails.state, ["queued", "sending"])))
    .returning({ id: emails.id, partnerId: emails.partnerId, associationId: emails.associationId });
  for (const one of failed) if (one.associationId) await tellUndelivered(tx, one);
}

async function putInMailbox(ctx: Ctx<System>, row: Row, programme: Programme): Promise<void> {
  await transaction(ctx, async (tx) => {
    await takeTurn(tx, row);
    const contents = await prepare(tx, row, programme);
    if (contents === null) return;
    const { holds, ...body } = contents;
    for (const one of holds) await openLink(tx, one);
    await tx.db
      .update(emails)
      .set({
        ...body,
        state: "delivered",
        stateAt: ctx.now,
        firstAttemptAt: ctx.now,
        sentAt: ctx.now,
        attempts: row.attempts + 1,
      })
      .where(and(eq(emails.id, row.id), inArray(emails.state, ["queued", "sending"])));
  });
}
