import { sql } from "drizzle-orm";
import { check, bigint, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytea, instant, noLongerThan } from "./columns";

/**
 * What happened, appended only. Each partner has a chain of its own (`chain` is its id, or
 * `programme`); the database numbers and hashes each row over the one before it.
 */
export const auditLog = pgTable(
  "audit_log",
  {
    chain: text("chain").notNull(),
    seq: bigint("seq", { mode: "number" }).notNull(),
    at: instant("at").notNull(),
    /** When the database took it; `at` is no more than a minute from it, but where the past is made up. */
    recordedAt: instant("recorded_at").notNull().defaultNow(),
    actorKind: text("actor_kind").notNull(),
    actorId: text("actor_id"),
    event: text("event").notNull(),
    /** What it is about: an association, a request, a location … */
    subjectId: uuid("subject_id"),
    data: jsonb("data").$type<Record<string, unknown>>().notNull(),
    /** Which of its data are people's words, names and addresses (O23): chained as one salted hash. */
    words: text("words").array(),
    /** Made by chance; once it is gone, with the words, nobody can guess them from the hash. */
    wordsSalt: bytea("words_salt"),
    wordsHash: text("words_hash"),
    prevHash: text("prev_hash").notNull(),
    hash: text("hash").notNull(),
  },
  (t) => [
    check(
      "audit_log_length",
      noLongerThan(
        300_000,
        t.actorId,
        t.actorKind,
        t.chain,
        sql`${t.data}::text`,
        t.event,
        t.hash,
        t.prevHash,
        sql`${t.words}::text`,
        t.wordsHash,
        t.wordsSalt,
      ),
    ),
    primaryKey({ columns: [t.chain, t.seq] }),
    index("audit_log_subject").on(t.subjectId, t.at),
  ],
);

/** The last link of each chain; written by the database alone. */
export const auditHeads = pgTable("audit_heads", {
  chain: text("chain").primaryKey(),
  seq: bigint("seq", { mode: "number" }).notNull(),
  hash: text("hash").notNull(),
});
