import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { id, instant, noLongerThan } from "./columns";
import { users } from "./partners";
import { importKinds, importStates, removalKinds } from "./states";

/** A file that somebody of the programme imports, how it is read, how far it has come and what became of it (P19, P22). */
export const importRuns = pgTable(
  "import_runs",
  {
    id: id(),
    kind: text("kind", { enum: importKinds }).notNull(),
    state: text("state", { enum: importStates }).notNull().default("received"),
    /** Which look at the file, or taking in, this is: what an earlier one still tells counts for nothing. */
    pass: integer("pass").notNull().default(1),
    /** As its owner's machine calls it. */
    fileName: text("file_name").notNull(),
    /** SHA-256 of the file, in hex. */
    sha256: text("sha256").notNull(),
    size: bigint("size", { mode: "number" }).notNull(),
    workbook: boolean("workbook").notNull().default(false),
    /** SHA-256 of its rows as CSV, where it is a workbook. */
    rowsSha256: text("rows_sha256"),
    madeAt: instant("made_at").notNull(),
    /** Null where it was taken in at the command line: then it is here when it is done. */
    madeBy: uuid("made_by").references(() => users.id),
    /** What somebody said about how it is written (P20); what they left out is recognised. */
    options: jsonb("options").notNull().default({}),
    /** How it was read, and the names of its columns. */
    recognised: jsonb("recognised"),
    /** In which of its columns each of the kind's stands. */
    match: jsonb("match"),
    /** Its first rows, as they would be stored. */
    sample: jsonb("sample"),
    /** When somebody looked at what it would change: what others changed later is not overwritten (P4). */
    previewedAt: instant("previewed_at"),
    beganAt: instant("began_at"),
    beganBy: uuid("began_by").references(() => users.id),
    /** When it last came further. */
    movedAt: instant("moved_at").notNull(),
    endedAt: instant("ended_at"),
    stopAsked: boolean("stop_asked").notNull().default(false),
    /** Why it failed, or stopped by itself: a code of errors.json. */
    failure: text("failure"),
    /** The line of the file that it has got to, and the bytes. */
    line: integer("line").notNull().default(0),
    bytes: bigint("bytes", { mode: "number" }).notNull().default(0),
    made: integer("made").notNull().default(0),
    changed: integer("changed").notNull().default(0),
    unchanged: integer("unchanged").notNull().default(0),
    refused: integer("refused").notNull().default(0),
    /** P23: of a file that is the whole list, how many stand here and not in it, as the last look found; null: not looked for. */
    gone: integer("gone"),
    /** Which look that was: under it they are kept. */
    gonePass: integer("gone_pass"),
    /** Whoever began it said once more that those are removed, and why, as people will read it. */
    removeAsked: boolean("remove_asked").notNull().default(false),
    removeReason: text("remove_reason"),
    /** All rows are taken in: what is left is to remove. */
    rowsDone: boolean("rows_done").notNull().default(false),
    removed: integer("removed").notNull().default(0),
    stayed: integer("stayed").notNull().default(0),
  },
  (t) => [
    index("import_runs_list").on(t.madeAt, t.id),
    index("import_runs_file").on(t.sha256),
    index("import_runs_rows").on(t.rowsSha256),
    check(
      "import_runs_length",
      noLongerThan(200, t.kind, t.state, t.fileName, t.sha256, t.rowsSha256, t.failure),
    ),
    check("import_runs_reason", noLongerThan(2_000, t.removeReason)),
    check(
      "import_runs_gone",
      sql`(${t.gone} is null) = (${t.gonePass} is null) and (${t.gone} > 0 or not ${t.removeAsked})`,
    ),
    check(
      "import_runs_json",
      noLongerThan(
        1_000_000,
        sql`${t.options}::text`,
        sql`${t.recognised}::text`,
        sql`${t.match}::text`,
        sql`${t.sample}::text`,
      ),
    ),
    check(
      "import_runs_made",
      sql`${t.madeBy} is not null or ${t.state} = 'done' and ${t.beganAt} is null`,
    ),
    check("import_runs_begun", sql`(${t.beganAt} is null) = (${t.beganBy} is null)`),
    check(
      "import_runs_took",
      sql`${t.beganAt} is not null or ${t.madeBy} is null or ${t.state} in ('received', 'previewed', 'failed')`,
    ),
  ],
);

/** What is wrong with a row of a file, at one of its columns ("": the whole row), by the pass that found it (P22). */
export const importRefusals = pgTable(
  "import_refusals",
  {
    runId: uuid("run_id")
      .notNull()
      .references(() => importRuns.id),
    pass: integer("pass").notNull(),
    line: integer("line").notNull(),
    column: text("column").notNull(),
    code: text("code").notNull(),
    params: jsonb("params").notNull().default({}),
    /** Whether the row was taken all the same, without this value. */
    kept: boolean("kept").notNull().default(false),
  },
  (t) => [
    index("import_refusals_of_run").on(t.runId, t.pass, t.line),
    check("import_refusals_length", noLongerThan(1_000, t.column, t.code, sql`${t.params}::text`)),
  ],
);

/** P23: what stands here and not in a file that is the whole list, as a look found it, and what became of it. */
export const importRemovals = pgTable(
  "import_removals",
  {
    runId: uuid("run_id")
      .notNull()
      .references(() => importRuns.id),
    pass: integer("pass").notNull(),
    place: integer("place").notNull(),
    /** What it is, as its kind knows it. */
    thing: text("thing").notNull(),
    /** What people call it. */
    name: text("name").notNull(),
    /** How it stood: what moved since then stays. */
    seen: text("seen").notNull(),
    becomes: text("becomes", { enum: removalKinds }).notNull(),
    doneAt: instant("done_at"),
    /** Why it stays after all: a code of errors.json. */
    code: text("code"),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.pass, t.place] }),
    check(
      "import_removals_length",
      noLongerThan(2_000, t.thing, t.name, t.seen, t.becomes, t.code),
    ),
  ],
);

/** Which column of a kind somebody once said that a column of this name is, in files with this header (P20). */
export const importMatches = pgTable(
  "import_matches",
  {
    kind: text("kind", { enum: importKinds }).notNull(),
    /** `headerKey` of its names. */
    header: text("header").notNull(),
    name: text("name").notNull(),
    column: text("column").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.kind, t.header, t.name] }),
    check("import_matches_length", noLongerThan(200, t.kind, t.header, t.name, t.column)),
  ],
);
