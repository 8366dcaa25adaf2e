import { auditLog } from "@/db/schema";
import { insertAll, type Actor, type Tx } from "../ctx";
import { eventData, RUN, wordsOf, type EventData, type EventName } from "./events";

type Where = {
  /** The association, request, draft … that it is about. */
  subjectId: string | null;
  /** Whose chain it belongs to; by default the actor's own partner, else the programme's. */
  partnerId?: string | undefined;
};
/** Something that happened: one of the events, with its own facts. */
export type AuditEvent = {
  [Name in EventName]: { event: Name; data: EventData[Name] };
}[EventName] &
  Where;

/**
 * Appends to the audit log in the transaction of the act itself (D15).
 * Call it last: rows of one chain wait for each other until commit.
 * @returns the chain hash of the new row
 */
export function record(tx: Tx, happened: AuditEvent): Promise<string> {
  return recordParsed(tx, happened);
}

/** The same for several things that happened one after the other, in one statement. */
export async function recordAll(tx: Tx, happened: readonly AuditEvent[]): Promise<void> {
  const [first, ...more] = happened.map((one) => rowFor(tx, one));
  if (first) await tx.db.execute(insertAll(auditLog, [first, ...more]));
}

/** The same for facts that the compiler does not know: throws when they are not those of the event. */
export async function recordParsed(
  tx: Tx,
  happened: Where & { event: EventName; data: unknown },
): Promise<string> {
  const [row] = await tx.db
    .insert(auditLog)
    .values(rowFor(tx, happened))
    .returning({ hash: auditLog.hash });
  if (!row) throw new Error("the audit log took no row");
  return row.hash;
}

function rowFor(
  tx: Tx,
  { event, subjectId, partnerId, data }: Where & { event: EventName; data: unknown },
): typeof auditLog.$inferInsert {
  const chain = partnerId ?? ("partnerId" in tx.actor ? tx.actor.partnerId : "programme");
  return {
    chain,
    seq: 0,
    at: tx.now,
    actorKind: tx.actor.kind,
    actorId: idOf(tx.actor),
    event,
    subjectId,
    ...withRun(tx.actor, dataAndWords(event, data)),
    prevHash: "",
    hash: "",
  };
}

/** The facts of an event, and which of them are people's words (O23), as a row of the log keeps them. */
export function dataAndWords(event: EventName, data: unknown) {
  const kept = eventData(event, data);
  const words = wordsOf(event).filter((key) => key in kept);
  return { data: kept, words: words.length > 0 ? words : null };
}

/** B5: what a run of many rows did says which run it was. */
function withRun<Row extends { data: Record<string, unknown> }>(actor: Actor, row: Row): Row {
  if (actor.kind !== "partner" || !actor.run) return row;
  return { ...row, data: { ...row.data, [RUN]: actor.run.number } };
}

function idOf(actor: Actor): string {
  switch (actor.kind) {
    case "partner":
    case "operator":
      return actor.userId;
    case "visitor":
      return actor.linkId;
    case "system":
      return actor.name;
  }
}
