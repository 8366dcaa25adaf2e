import { and, eq, sql } from "drizzle-orm";
import { associations, emails, rowOf } from "@/db/schema";
import { authorize } from "../access/authorize";
import { shown } from "../csv/cells";
import { transaction, type Ctx, type PartnerUser, type Tx } from "../ctx";
import { databaseError, Refusal, type FieldError } from "../errors";
import { goesOutWith } from "../mail/gather";
import type { BulkKind, Done, Subject } from "./kind";
import { grantsNow } from "./queries";
import type { BulkOptions } from "./schema";

export type Told = Pick<FieldError, "code" | "params">;
/** What would become of a row (B3). */
export type Verdict =
  | { verdict: "will" | "already"; mails: number; together: string | null }
  | { verdict: "not" | "already"; mails: 0; told: Told };

/** Nothing of it stays: what it would have come to. */
class Rehearsed extends Error {
  override name = "Rehearsed";
  constructor(
    readonly done: Done,
    readonly together: string | null,
  ) {
    super("rehearsed");
  }
}

/** A step: does a row by its verb, with the roles that the actor has at this moment (B4). */
export async function act(
  tx: Tx<PartnerUser>,
  kind: BulkKind,
  { row, options }: { row: Subject; options: BulkOptions },
): Promise<Done> {
  const now = { ...tx, actor: { ...tx.actor, grants: await grantsNow(tx) } };
  authorize(now, kind.act);
  return kind.step(now, row, options);
}

/**
 * B3: what would become of a row now: the verb itself does it, and all of that is taken back.
 * @param op with what the rows before this one would have sent by then (D25)
 */
export async function judge(
  op: Ctx<PartnerUser>,
  kind: BulkKind,
  given: { row: Subject; options: BulkOptions },
): Promise<Verdict> {
  try {
    return await transaction(op, async (tx): Promise<never> => {
      const done = await act(tx, kind, given);
      // What is only looked at in the end is looked at now.
      await tx.db.execute(sql`set constraints all immediate`);
      const wrote = done.outcome === "done" && done.mails > 0;
      throw new Rehearsed(done, wrote ? await writtenIn(tx) : null);
    });
  } catch (error) {
    if (error instanceof Rehearsed) return verdictOf(error);
    const told = toldOf(error);
    const verdict = kind.already.includes(told.code) ? "already" : "not";
    return { verdict, mails: 0, told };
  }
}

function verdictOf({ done, together }: Rehearsed): Verdict {
  if (done.outcome === "refused") return { verdict: "not", mails: 0, told: { code: done.code } };
  return { verdict: done.outcome === "done" ? "will" : "already", mails: done.mails, together };
}

/** What the row wrote goes out with what has the same sign, as `gatherRun` puts it together. */
async function writtenIn(tx: Tx<PartnerUser>): Promise<string | null> {
  const [mail] = await tx.db
    .select({ to: emails.recipientKey, sign: sql<string>`md5(${goesOutWith})` })
    .from(emails)
    .leftJoin(associations, rowOf(associations, emails.partnerId, emails.roundId))
    .where(and(eq(emails.runId, sql`app_run()`), eq(emails.kind, "ask")))
    .limit(1);
  return mail ? `${mail.to} ${mail.sign}` : null;
}

/** As the database takes it, whatever stands in a cell. */
export function storable({ code, params }: Told): Told {
  if (!params) return { code };
  const kept = { ...params };
  for (const [key, value] of Object.entries(kept))
    if (typeof value === "string") kept[key] = shown(value, 500);
  return { code, params: kept };
}

/** Why a row is refused. What is away, or concerns the actor and not the row, is thrown on. */
export function toldOf(error: unknown): Told {
  if (error instanceof Refusal && error.code !== "unavailable") {
    // The whole company can do nothing: its rows wait (P25).
    if (error.code === "partner_suspended") throw error;
    return storable(error.errors[0]);
  }
  // Some rule of the database that has no words: the row is not done, and those behind it go on.
  if (/^(22|23|P0)/.test(databaseError(error)?.code ?? "")) return { code: "unknown" };
  throw error;
}
