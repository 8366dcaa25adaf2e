import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, isAmount, isCurrency, minorUnits, noLongerThan, ownId } from "./columns";
import { workshopClaims } from "./claims";
import { consentRequests } from "./consent";
import { associations } from "./customers";
import { engagements } from "./engagements";
import { locations, memberships, partners } from "./partners";
import { bulkKinds, bulkOutcomes, bulkStates, bulkStops, bulkVerdicts } from "./states";
import { tenants } from "./tenants";

/** One act for many rows at once, looked at first and then done, row by row, in the name of whoever began it (B1–B7). */
export const bulkRuns = pgTable(
  "bulk_runs",
  {
    id: ownId(),
    partnerId: uuid("partner_id")
      .notNull()
      .references(() => partners.id),
    /** By which the company's people name it: 1, 2, 3 … of each partner. */
    number: integer("number").notNull(),
    kind: text("kind", { enum: bulkKinds }).notNull(),
    state: text("state", { enum: bulkStates }).notNull().default("looking"),
    /** Which look, or doing, this is: what an earlier one still tells counts for nothing. */
    pass: integer("pass").notNull().default(1),
    /** How its rows were chosen: named one by one, by a filter, by a file, or from another run (B2). */
    choice: jsonb("choice").notNull(),
    /** What is done to each of them: which workshops, at which location, who speaks for the partner. */
    options: jsonb("options").notNull(),
    /** Of a file: as its owner's machine calls it, its SHA-256, and that of its rows where it is a workbook; no hash: it is read no more (O24). */
    fileName: text("file_name"),
    sha256: text("sha256"),
    rowsSha256: text("rows_sha256"),
    workbook: boolean("workbook").notNull().default(false),
    size: integer("size").notNull().default(0),
    madeAt: instant("made_at").notNull(),
    madeBy: uuid("made_by").notNull(),
    /** When the dry run stood whole. */
    lookedAt: instant("looked_at"),
    beganAt: instant("began_at"),
    beganBy: uuid("began_by"),
    /** When it last came further. */
    movedAt: instant("moved_at").notNull(),
    endedAt: instant("ended_at"),
    /** What somebody asked of it meanwhile: it is so at the next row. */
    stopAsked: text("stop_asked", { enum: bulkStops }),
    /** Why it failed, or paused by itself: a code of errors.json. */
    failure: text("failure"),
    /** The row that it has got to, and how many there are. */
    position: integer("position").notNull().default(0),
    rows: integer("rows").notNull().default(0),
    done: integer("done").notNull().default(0),
    already: integer("already").notNull().default(0),
    refused: integer("refused").notNull().default(0),
    /** Of a filter: how many it found when the run began that the dry run had not, and how many of that were gone; null: not looked. */
    came: integer("came"),
    went: integer("went"),
  },
  (t) => [
    primaryKey({ columns: [t.partnerId, t.id] }),
    unique("bulk_runs_number").on(t.partnerId, t.number),
    index("bulk_runs_id").on(t.id),
    index("bulk_runs_list").on(t.partnerId, t.madeAt, t.id),
    index("bulk_runs_recent").on(t.madeAt, t.id),
    index("bulk_runs_file").on(t.sha256),
    index("bulk_runs_rows").on(t.rowsSha256),
    check(
      "bulk_runs_length",
      noLongerThan(
        200,
        t.kind,
        t.state,
        t.fileName,
        t.sha256,
        t.rowsSha256,
        t.stopAsked,
        t.failure,
      ),
    ),
    check("bulk_runs_told", noLongerThan(200_000, sql`${t.choice}::text`, sql`${t.options}::text`)),
    check("bulk_runs_file_whole", sql`${t.sha256} is null or ${t.fileName} is not null`),
    check("bulk_runs_begun", sql`(${t.beganAt} is null) = (${t.beganBy} is null)`),
    foreignKey({
      name: "bulk_runs_maker_of_partner",
      columns: [t.partnerId, t.madeBy],
      foreignColumns: [memberships.partnerId, memberships.userId],
    }),
    foreignKey({
      name: "bulk_runs_beginner_of_partner",
      columns: [t.partnerId, t.beganBy],
      foreignColumns: [memberships.partnerId, memberships.userId],
    }),
  ],
);

/** One row of a run: what it is about, what the dry run said of it, and what became of it (B3–B5). */
export const bulkRunRows = pgTable(
  "bulk_run_rows",
  {
    partnerId: uuid("partner_id").notNull(),
    runId: uuid("run_id").notNull(),
    /** From 1, as they are shown and done. */
    position: integer("position").notNull(),
    /** Its line in the file, and what stands there of whom is meant. */
    line: integer("line"),
    said: text("said"),
    /** What it is about; what a file names and nobody knows stays null. */
    tenantId: uuid("tenant_id").references(() => tenants.id),
    engagementId: uuid("engagement_id").references(() => engagements.id),
    locationId: uuid("location_id"),
    associationId: uuid("association_id"),
    claimId: uuid("claim_id"),
    /** What else the verb takes for this row: the contact who is asked, the address of a customer who is added. */
    details: jsonb("details").notNull().default({}),
    /** The dry run: what would become of it, and why not (a code of errors.json). */
    verdict: text("verdict", { enum: bulkVerdicts }),
    verdictCode: text("verdict_code"),
    verdictParams: jsonb("verdict_params").notNull().default({}),
    payoutMinor: minorUnits("payout_minor"),
    payoutCurrency: text("payout_currency"),
    /** How many e-mails it would send to people outside. */
    mails: integer("mails").notNull().default(0),
    /** Whose mailbox, and behind a space a sign of what else goes out in the same e-mail (B6); null: no e-mail. */
    together: text("together"),
    takenOut: boolean("taken_out").notNull().default(false),
    /** What became of it, once and for all; null: nothing yet. */
    outcome: text("outcome", { enum: bulkOutcomes }),
    outcomeCode: text("outcome_code"),
    outcomeParams: jsonb("outcome_params").notNull().default({}),
    doneAt: instant("done_at"),
    /** The request that it wrote, or sent again. */
    requestId: uuid("request_id"),
  },
  (t) => [
    primaryKey({ columns: [t.partnerId, t.runId, t.position] }),
    index("bulk_run_rows_association").on(t.associationId),
    index("bulk_run_rows_claim").on(t.claimId),
    index("bulk_run_rows_request").on(t.requestId),
    index("bulk_run_rows_location").on(t.locationId),
    index("bulk_run_rows_tenant").on(t.tenantId),
    check(
      "bulk_run_rows_length",
      noLongerThan(
        500,
        t.said,
        t.together,
        t.verdict,
        t.verdictCode,
        t.outcome,
        t.outcomeCode,
        t.payoutCurrency,
      ),
    ),
    check(
      "bulk_run_rows_told",
      noLongerThan(
        20_000,
        sql`${t.details}::text`,
        sql`${t.verdictParams}::text`,
        sql`${t.outcomeParams}::text`,
      ),
    ),
    check(
      "bulk_run_rows_payout",
      sql`(${t.payoutMinor} is null) = (${t.payoutCurrency} is null) and ${isAmount(t.payoutMinor)} and ${isCurrency(t.payoutCurrency)}`,
    ),
    check("bulk_run_rows_done", sql`(${t.outcome} is null) = (${t.doneAt} is null)`),
    foreignKey({
      name: "bulk_run_rows_run_of_partner",
      columns: [t.partnerId, t.runId],
      foreignColumns: [bulkRuns.partnerId, bulkRuns.id],
    }),
    foreignKey({
      name: "bulk_run_rows_location_of_partner",
      columns: [t.partnerId, t.locationId],
      foreignColumns: [locations.partnerId, locations.id],
    }),
    foreignKey({
      name: "bulk_run_rows_association_of_partner",
      columns: [t.partnerId, t.associationId],
      foreignColumns: [associations.partnerId, associations.id],
    }),
    foreignKey({
      name: "bulk_run_rows_claim_of_partner",
      columns: [t.partnerId, t.claimId],
      foreignColumns: [workshopClaims.partnerId, workshopClaims.id],
    }),
    foreignKey({
      name: "bulk_run_rows_request_of_partner",
      columns: [t.partnerId, t.requestId],
      foreignColumns: [consentRequests.partnerId, consentRequests.id],
    }),
  ],
);
