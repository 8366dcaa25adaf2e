import { and, desc, eq, sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { auditLog, users } from "@/db/schema";
import type { Operator, PartnerUser, Tx } from "../ctx";
import { tellEvent, type Told } from "./events";

/** Who did something: somebody of the partner, the customer, the programme, or the product itself. */
export type Who = { kind: "partner" | "customer" | "programme" | "clock"; name: string | null };
/** One field of a thing that an act changed; null: there was, or is, nothing. */
export type Change = { field: string; before: string | null; after: string | null };
export type Act = {
  /** Where it stands in the log. */
  seq: number;
  at: Date;
  who: Who;
  /** Of an act of the console: what it changed (P4). */
  changes: Change[];
} & Told;

/** So many acts are told, the last ones. */
const MOST = 500;

/**
 * What happened to a thing (D15, P4), with who and when, in the order in which it happened. A partner reads
 * no names of the programme's people.
 * @param chain the partner whose chain it belongs to, or "programme"
 * @param which which rows of the log are about it
 */
export async function listHistory(
  tx: Tx<PartnerUser> | Tx<Operator>,
  chain: string,
  which: SQL | undefined,
): Promise<Act[]> {
  const staff = tx.actor.kind === "operator";
  // Under row-level security the index of people serves no cast from text: their ids are read out of the log before.
  const log = tx.db
    .select({
      seq: auditLog.seq,
      at: auditLog.at,
      kind: auditLog.actorKind,
      event: auditLog.event,
      data: auditLog.data,
      person: sql<
        string | null
      >`case when ${auditLog.actorId} ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then ${auditLog.actorId}::uuid end`.as(
        "person",
      ),
    })
    .from(auditLog)
    .where(and(eq(auditLog.chain, chain), which))
    .orderBy(desc(auditLog.at), desc(auditLog.seq))
    .limit(MOST)
    .as("log");
  const rows = await tx.db
    .select({
      seq: log.seq,
      at: log.at,
      kind: log.kind,
      name: users.name,
      event: log.event,
      data: log.data,
    })
    .from(log)
    .leftJoin(users, eq(users.id, log.person))
    .orderBy(desc(log.at), desc(log.seq));
  return rows.reverse().map((row) => actOf(row, staff));
}

/** A row of the log, with the name of who acted as its account says it. */
export type LogRow = {
  seq: number;
  at: Date;
  kind: string;
  name: string | null;
  event: string;
  data: Record<string, unknown>;
};

/**
 * A row of the log as people are told of it.
 * @param staff whether the reader works for the programme: others read no names of its people
 */
export function actOf({ seq, at, kind, name, event, data }: LogRow, staff: boolean): Act {
  return {
    ...{ seq, at },
    who: whoOf(kind, staff || kind === "partner" ? name : null, data),
    changes: changesIn(data),
    ...tellEvent(event, data),
  };
}

/** The same of a thing that a row of the log names as its subject. */
export function listHistoryOf(tx: Tx<Operator>, chain: string, subjectId: string): Promise<Act[]> {
  return listHistory(tx, chain, eq(auditLog.subjectId, subjectId));
}

function whoOf(kind: string, name: string | null, data: Record<string, unknown>): Who {
  if (kind === "partner") return { kind, name };
  if (kind === "operator") return { kind: "programme", name };
  if (kind === "visitor") {
    const { fullName, kind: survey } = data;
    // A partner's survey is filled in by a colleague, by a link as a customer's is.
    return {
      kind: survey === "partner" ? "partner" : "customer",
      name: typeof fullName === "string" ? fullName : null,
    };
  }
  return { kind: "clock", name: null };
}

const facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const changed = z.object({ before: facts.default({}), after: facts });

function changesIn(data: unknown): Change[] {
  const read = changed.safeParse(data);
  if (!read.success) return [];
  const { before, after } = read.data;
  const text = (value: string | number | boolean | null | undefined) =>
    value === null || value === undefined || value === "" ? null : String(value);
  return Object.keys({ ...before, ...after }).map((field) => ({
    field,
    before: text(before[field]),
    after: text(after[field]),
  }));
}
