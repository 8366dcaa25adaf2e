import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { id, instant, isAmount, isCurrency, minorUnits, noLongerThan, ownId } from "./columns";
import { payeeProfiles } from "./enrolment";
import { locations, users } from "./partners";
import { paymentChannels, paymentFailures } from "./states";

/**
 * From which account the programme pays (P30): a version for each time that somebody filled it in. The account
 * itself stands sealed; web servers write it and cannot read it.
 */
export const programmeAccounts = pgTable(
  "programme_accounts",
  {
    version: integer("version").primaryKey(),
    name: text("name").notNull(),
    /** Of its bank; empty: the bank finds itself by the IBAN. */
    bic: text("bic").notNull(),
    /** All that people see of the IBAN again. */
    lastFour: text("last_four").notNull(),
    keyId: text("key_id").notNull(),
    sealed: text("sealed").notNull(),
    givenAt: instant("given_at").notNull(),
    givenBy: uuid("given_by")
      .notNull()
      .references(() => users.id),
  },
  (t) => [
    check("programme_accounts_length", noLongerThan(2_000, t.name, t.bic, t.keyId, t.sealed)),
    check("programme_accounts_last_four", sql`${t.lastFour} ~ '^[A-Z0-9]{4}$'`),
    check("programme_accounts_bic", sql`${t.bic} ~ '^([A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?)?$'`),
  ],
);

/** Approved claims that are paid together (P30): gathered, frozen, handed to the bank, answered. */
export const paymentRuns = pgTable(
  "payment_runs",
  {
    id: id(),
    /** What people call it by. */
    number: integer("number").notNull().unique(),
    currency: text("currency").notNull(),
    openedAt: instant("opened_at").notNull(),
    openedBy: uuid("opened_by")
      .notNull()
      .references(() => users.id),
    /** Grows with each act upon it: who acts on an older one is told (P4). */
    revision: integer("revision").notNull().default(1),
    changedAt: instant("changed_at").notNull(),
    changedBy: uuid("changed_by")
      .notNull()
      .references(() => users.id),
    frozenAt: instant("frozen_at"),
    frozenBy: uuid("frozen_by").references(() => users.id),
    /** The account that it is paid from by pain.001; null: all of it goes another way. */
    accountVersion: integer("account_version").references(() => programmeAccounts.version),
    /** When somebody first had one of its files: from then on it may be paid, and is not cancelled. */
    exportedAt: instant("exported_at"),
    cancelledAt: instant("cancelled_at"),
    cancelledBy: uuid("cancelled_by").references(() => users.id),
  },
  (t) => [
    uniqueIndex("payment_runs_one_open")
      .on(sql`(true)`)
      .where(sql`frozen_at is null and cancelled_at is null`),
    check("payment_runs_currency", isCurrency(t.currency)),
    check(
      "payment_runs_whole",
      sql`(${t.frozenAt} is null) = (${t.frozenBy} is null) and (${t.cancelledAt} is null) = (${t.cancelledBy} is null)
        and (${t.exportedAt} is null or ${t.frozenAt} is not null and ${t.cancelledAt} is null)
        and (${t.accountVersion} is null or ${t.frozenAt} is not null)`,
    ),
  ],
);

/**
 * One transfer: what a run pays to one location, for several claims at once, with the payee data of the
 * moment at which the run was frozen. Neither paid nor failed: nobody said yet what became of it.
 */
export const payments = pgTable(
  "payments",
  {
    id: ownId(),
    partnerId: uuid("partner_id").notNull(),
    runId: uuid("run_id")
      .notNull()
      .references(() => paymentRuns.id),
    runNumber: integer("run_number").notNull(),
    /** Which of the run it is; with the run's number the bank knows it by it. */
    place: integer("place").notNull(),
    locationId: uuid("location_id").notNull(),
    payeeVersion: integer("payee_version").notNull(),
    legalName: text("legal_name").notNull(),
    country: text("country").notNull(),
    accountCurrency: text("account_currency").notNull(),
    accountKind: text("account_kind", { enum: ["iban", "account"] }).notNull(),
    lastFour: text("last_four").notNull(),
    channel: text("channel", { enum: paymentChannels }).notNull(),
    claims: integer("claims").notNull(),
    amountMinor: minorUnits("amount_minor").notNull(),
    currency: text("currency").notNull(),
    paidOn: date("paid_on"),
    reference: text("reference"),
    failedAs: text("failed_as", { enum: paymentFailures }),
    failedWhy: text("failed_why"),
    toldAt: instant("told_at"),
    toldBy: uuid("told_by").references(() => users.id),
    /** The bank sent it back after it was told as paid: on which day, why, and who said so when. */
    returnedOn: date("returned_on"),
    returnedAs: text("returned_as", { enum: paymentFailures }),
    returnedWhy: text("returned_why"),
    returnedAt: instant("returned_at"),
    returnedBy: uuid("returned_by").references(() => users.id),
  },
  (t) => [
    check(
      "payments_length",
      noLongerThan(
        10_000,
        t.legalName,
        t.accountKind,
        t.lastFour,
        t.channel,
        t.failedAs,
        t.failedWhy,
        t.returnedAs,
        t.returnedWhy,
      ),
    ),
    primaryKey({ columns: [t.partnerId, t.id] }),
    index("payments_run").on(t.runId, t.place),
    index("payments_location").on(t.partnerId, t.locationId),
    unique("payments_one_per_payee").on(t.partnerId, t.runId, t.locationId),
    unique("payments_place").on(t.runId, t.place),
    uniqueIndex("payments_reference").on(t.reference),
    foreignKey({
      name: "payments_location_of_partner",
      columns: [t.partnerId, t.locationId],
      foreignColumns: [locations.partnerId, locations.id],
    }),
    foreignKey({
      name: "payments_payee_of_location",
      columns: [t.partnerId, t.locationId, t.payeeVersion],
      foreignColumns: [payeeProfiles.partnerId, payeeProfiles.locationId, payeeProfiles.version],
    }),
    check(
      "payments_codes",
      sql`${t.country} ~ '^[A-Z]{2}$' and ${isCurrency(t.accountCurrency)} and ${isCurrency(t.currency)}`,
    ),
    check(
      "payments_amount",
      sql`${isAmount(t.amountMinor)} and ${t.amountMinor} > 0 and ${t.claims} > 0`,
    ),
    check(
      "payments_channel",
      sql`${t.channel} <> 'pain' or ${t.accountKind} = 'iban' and ${t.accountCurrency} = ${t.currency}`,
    ),
    check(
      "payments_returned_whole",
      sql`num_nonnulls(${t.returnedOn}, ${t.returnedAs}, ${t.returnedWhy}, ${t.returnedAt}, ${t.returnedBy}) in (0, 5)
        and (${t.returnedAt} is null or ${t.reference} is not null) and ${t.returnedOn} >= ${t.paidOn}`,
    ),
    check(
      "payments_told_whole",
      sql`(${t.toldAt} is null) = (${t.toldBy} is null) and (${t.paidOn} is null) = (${t.reference} is null)
        and (${t.failedAs} is null) = (${t.failedWhy} is null)
        and num_nonnulls(${t.reference}, ${t.failedAs}) = num_nonnulls(${t.toldAt})
        and length(${t.reference}) between 1 and 100`,
    ),
  ],
);

/**
 * What goes to the bank (P30), made once by the worker and the same each time that somebody takes it:
 * sealed, for all bank data of the run stands in it.
 */
export const paymentFiles = pgTable(
  "payment_files",
  {
    runId: uuid("run_id")
      .notNull()
      .references(() => paymentRuns.id),
    channel: text("channel", { enum: paymentChannels }).notNull(),
    payments: integer("payments").notNull(),
    amountMinor: minorUnits("amount_minor").notNull(),
    sha256: text("sha256").notNull(),
    keyId: text("key_id").notNull(),
    sealed: text("sealed").notNull(),
    madeAt: instant("made_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.channel] }),
    check("payment_files_length", noLongerThan(50_000_000, t.channel, t.keyId, t.sealed)),
    check("payment_files_hash", sql`${t.sha256} ~ '^[0-9a-f]{64}$'`),
    check("payment_files_amount", isAmount(t.amountMinor)),
  ],
);
