import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, ownId, sortedText, noLongerThan } from "./columns";
import { engagements } from "./engagements";
import { locations, memberships, partners, users } from "./partners";
import { claimStatuses, customerStatuses, emailStates, endReasons, troublesInSql } from "./states";
import { tenants } from "./tenants";
import { engagementVersions } from "./versions";

/** `imported`: the programme says what was before this product (P19). */
export const origin = pgEnum("origin", ["added", "claimed", "imported"]);
export type Origin = (typeof origin.enumValues)[number];
export const endReason = pgEnum("end_reason", endReasons);

/** S6: the tenants that ever gave this partner consent for any engagement. */
export const knownCustomers = pgTable(
  "known_customers",
  {
    partnerId: uuid("partner_id")
      .notNull()
      .references(() => partners.id),
    tenantId: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id),
    since: instant("since").notNull(),
    /** Who of the programme said so, where it was known before this product (P19); null: by a consent. */
    importedBy: uuid("imported_by").references(() => users.id),
  },
  (t) => [
    primaryKey({ columns: [t.partnerId, t.tenantId] }),
    index("known_customers_tenant").on(t.tenantId),
  ],
);

/**
 * One round of one partner with one tenant for one engagement: facts with who and when.
 * `*_due_at` is the first instant after the last day, fixed when its clock started (D9).
 */
export const associations = pgTable(
  "associations",
  {
    id: ownId(),
    partnerId: uuid("partner_id").notNull(),
    locationId: uuid("location_id").notNull(),
    tenantId: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id),
    engagementId: uuid("engagement_id")
      .notNull()
      .references(() => engagements.id),
    /** P8: the version under which it began. */
    versionId: uuid("version_id").notNull(),
    origin: origin("origin").notNull(),
    /** S16: only a known customer can be claimed; this column carries the foreign key. */
    claimedTenantId: uuid("claimed_tenant_id").generatedAlwaysAs(
      sql`case when origin = 'claimed' then tenant_id end`,
    ),
    customerEmail: text("customer_email"),
    mismatchReason: text("mismatch_reason"),
    createdAt: instant("created_at").notNull(),
    /** Null where it was imported: `imported_rounds` says by whom, and on what evidence. */
    createdBy: uuid("created_by"),
    /** K6: to whom it was given; null: who began it has it. */
    ownerId: uuid("owner_id"),
    timeZone: text("time_zone").notNull(),
    consentDueAt: instant("consent_due_at").notNull(),
    requestedAt: instant("requested_at"),
    consentedAt: instant("consented_at"),
    consentSlot: smallint("consent_slot"),
    deliveryDueAt: instant("delivery_due_at"),
    submittedAt: instant("submitted_at"),
    endedAt: instant("ended_at"),
    endReason: endReason("end_reason"),
    endNote: text("end_note"),
    /** P25: when the programme last moved the deadline that ran then; it tells people anew, so reminders count from here. */
    extendedAt: instant("extended_at"),
    /** Once it ended: the words that it is found by in History (`customer_search`). */
    search: text("search"),
    /** P1 of section 9: the claim that ran out and is begun anew with this round. */
    renewsClaimId: uuid("renews_claim_id"),
  },
  (t) => [
    check(
      "associations_length",
      noLongerThan(4_000, t.search, t.timeZone, t.customerEmail, t.mismatchReason, t.endNote),
    ),
    primaryKey({ columns: [t.partnerId, t.id] }),
    index("associations_id").on(t.id),
    unique("associations_due_key").on(t.partnerId, t.id, t.consentDueAt),
    unique("associations_claim_key").on(
      t.partnerId,
      t.id,
      t.engagementId,
      t.tenantId,
      t.locationId,
    ),
    uniqueIndex("associations_one_open")
      .on(t.partnerId, t.engagementId, t.tenantId)
      .where(sql`ended_at is null`),
    uniqueIndex("associations_one_consent")
      .on(t.engagementId, t.tenantId, t.consentSlot)
      .where(sql`consented_at is not null and ended_at is null`),
    index("associations_tenant").on(t.engagementId, t.tenantId),
    index("associations_of_tenant")
      .on(t.partnerId, t.tenantId)
      .where(sql`ended_at is null`),
    index("associations_ended_of_tenant")
      .on(t.tenantId)
      .where(sql`ended_at is not null`),
    index("associations_history").on(t.partnerId, t.engagementId, t.endedAt),
    /** K5: ended rounds are found as open ones are. */
    index("associations_search")
      .using("gin", t.partnerId, sql`search gin_trgm_ops`)
      .where(sql`search is not null`),
    index("associations_consent_clock")
      .on(t.consentDueAt)
      .where(sql`ended_at is null and consented_at is null`),
    index("associations_delivery_clock")
      .on(t.deliveryDueAt)
      .where(sql`ended_at is null and consented_at is not null and submitted_at is null`),
    index("associations_lapsed")
      .on(t.endedAt)
      .where(sql`end_reason in ('consent_expired', 'delivery_expired')`),
    foreignKey({
      name: "associations_location_of_partner",
      columns: [t.partnerId, t.locationId],
      foreignColumns: [locations.partnerId, locations.id],
    }),
    foreignKey({
      name: "associations_version_of_engagement",
      columns: [t.engagementId, t.versionId],
      foreignColumns: [engagementVersions.engagementId, engagementVersions.id],
    }),
    foreignKey({
      name: "associations_creator_of_partner",
      columns: [t.partnerId, t.createdBy],
      foreignColumns: [memberships.partnerId, memberships.userId],
    }),
    foreignKey({
      name: "associations_owner_of_partner",
      columns: [t.partnerId, t.ownerId],
      foreignColumns: [memberships.partnerId, memberships.userId],
    }),
    foreignKey({
      name: "associations_claimed_is_known",
      columns: [t.partnerId, t.claimedTenantId],
      foreignColumns: [knownCustomers.partnerId, knownCustomers.tenantId],
    }),
    check("associations_consent_in_time", sql`${t.consentedAt} < ${t.consentDueAt}`),
    check("associations_due_after_start", sql`${t.consentDueAt} > ${t.createdAt}`),
    check(
      "associations_consent_whole",
      sql`(${t.consentedAt} is null) = (${t.deliveryDueAt} is null) and (${t.consentedAt} is null) = (${t.consentSlot} is null)`,
    ),
    check(
      "associations_consent_was_asked",
      sql`${t.consentedAt} is null or ${t.requestedAt} is not null`,
    ),
    check(
      "associations_submit_after_consent",
      sql`${t.submittedAt} is null or ${t.consentedAt} is not null`,
    ),
    check("associations_submit_in_time", sql`${t.submittedAt} < ${t.deliveryDueAt}`),
    check("associations_end_whole", sql`(${t.endedAt} is null) = (${t.endReason} is null)`),
    check(
      "associations_end_fits",
      sql`case ${t.endReason}::text
        when 'declined' then ${t.consentedAt} is null and ${t.requestedAt} is not null and ${t.endedAt} < ${t.consentDueAt}
        when 'consent_expired' then ${t.consentedAt} is null and ${t.endedAt} >= ${t.consentDueAt}
        when 'withdrawn' then ${t.consentedAt} is not null and ${t.submittedAt} is null
        when 'delivery_expired' then ${t.consentedAt} is not null and ${t.submittedAt} is null and ${t.endedAt} >= ${t.deliveryDueAt}
        when 'wrong_customer' then ${t.consentedAt} is null and ${t.endedAt} < ${t.consentDueAt}
        when 'wrong_workshop' then ${t.consentedAt} is null and ${t.endedAt} < ${t.consentDueAt}
        when 'cancelled' then ${t.submittedAt} is null
        when 'claim_expired' then ${t.submittedAt} is not null
        else true end`,
    ),
    check("associations_begun_by", sql`(${t.createdBy} is null) = (${t.origin} = 'imported')`),
    check(
      "associations_email_when_added",
      sql`${t.origin} <> 'added' or ${t.customerEmail} is not null`,
    ),
  ],
);

const runningClock = sql`case
          when claim_status is not null or completed_at is not null then '9999-12-31 00:00:00+00'::timestamptz
          when consented_at is not null then delivery_due_at
          else coalesce(consent_due_at, '9999-12-31 00:00:00+00'::timestamptz) end`;

/**
 * What the Customers page lists: one row for each partner, engagement and tenant. Database triggers
 * keep it equal to the facts (`refresh_customer`); no verb writes it.
 */
export const customers = pgTable(
  "customers",
  {
    partnerId: uuid("partner_id")
      .notNull()
      .references(() => partners.id),
    engagementId: uuid("engagement_id")
      .notNull()
      .references(() => engagements.id),
    tenantId: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id),
    name: sortedText("name").notNull(),
    /** The words that it is found by (`customer_search`). */
    search: text("search").notNull(),
    known: boolean("known").notNull(),
    criteriaMet: boolean("criteria_met").notNull(),
    /** K2: the criteria are not met, but only little is missing. */
    near: boolean("near").notNull().default(false),
    /** Whether another partner has this customer's consent, or has done the workshop (S12, S13). */
    taken: text("taken", { enum: ["consent", "done"] }),
    associationId: uuid("association_id"),
    locationId: uuid("location_id"),
    /** K6: to whom its round was given, else who began it. */
    ownerId: uuid("owner_id"),
    timeZone: text("time_zone"),
    consentDueAt: instant("consent_due_at"),
    requestedAt: instant("requested_at"),
    mailId: uuid("mail_id"),
    mailState: text("mail_state", { enum: emailStates }),
    /** D19: the contact waits for the programme's release, or was refused. */
    contactRelease: text("contact_release", { enum: ["waiting", "refused"] }),
    consentedAt: instant("consented_at"),
    deliveryDueAt: instant("delivery_due_at"),
    claimNumber: integer("claim_number"),
    claimStatus: text("claim_status", { enum: claimStatuses }),
    /** P19: its workshop was completed before this product; there is no claim here. */
    completedAt: instant("completed_at"),
    tab: text("tab", { enum: ["eligible", "ineligible", "complete"] })
      .notNull()
      .generatedAlwaysAs(
        sql`case
          when claim_status is not null or completed_at is not null then 'complete'
          when consented_at is not null then 'eligible'
          when not criteria_met or taken is not null then 'ineligible'
          else 'eligible' end`,
      ),
    status: text("status", { enum: [...customerStatuses, ...claimStatuses] })
      .notNull()
      .generatedAlwaysAs(
        sql`case
          when claim_status is not null then claim_status
          when completed_at is not null then 'completed'
          when consented_at is not null then 'active'
          when not criteria_met then 'criteria'
          when taken is not null then taken
          when requested_at is not null then 'asked'
          when association_id is not null then 'to_ask'
          else 'known' end`,
      ),
    /** The end of the running clock; far in the future when none runs, so that it sorts last. */
    dueAt: instant("due_at").notNull().generatedAlwaysAs(runningClock),
    /** What is under way by the end of its clock, then all others by name. */
    workFirst: sortedText("work_first")
      .notNull()
      .generatedAlwaysAs(
        sql`lpad(extract(epoch from (${runningClock}) at time zone 'UTC')::bigint::text, 12, '0') || ' ' || name`,
      ),
  },
  (t) => [
    primaryKey({ columns: [t.partnerId, t.engagementId, t.tenantId] }),
    index("customers_search").using("gin", t.partnerId, t.engagementId, sql`search gin_trgm_ops`),
    index("customers_by_tenant").on(t.tenantId, t.engagementId),
    uniqueIndex("customers_association").on(t.partnerId, t.associationId),
    index("customers_attention")
      .on(t.partnerId, t.locationId, t.status, t.dueAt, t.associationId)
      .where(sql`tab = 'eligible' and association_id is not null`),
    index("customers_lost_mail")
      .on(t.partnerId, t.locationId, t.dueAt, t.associationId)
      .where(sql`status = 'asked' and mail_state in (${sql.raw(troublesInSql)})`),
    index("customers_by_name").on(t.partnerId, t.engagementId, t.tab, t.name, t.tenantId),
    /** What ran out and was not cleared away yet is counted out. */
    index("customers_lapsing")
      .on(t.partnerId, t.engagementId, t.tab, t.dueAt)
      .where(sql`not known`),
    index("customers_work_first").on(t.partnerId, t.engagementId, t.tab, t.workFirst, t.tenantId),
    /** The programme's list of a partner's rounds (P25). */
    index("customers_running")
      .on(t.partnerId, t.dueAt, t.associationId)
      .where(sql`association_id is not null and claim_status is null and completed_at is null`),
    index("customers_by_status_name").on(
      t.partnerId,
      t.engagementId,
      t.tab,
      t.status,
      t.name,
      t.tenantId,
    ),
    index("customers_status_work_first").on(
      t.partnerId,
      t.engagementId,
      t.tab,
      t.status,
      t.workFirst,
      t.tenantId,
      t.dueAt,
      t.locationId,
      t.mailState,
      t.timeZone,
    ),
    index("customers_by_place_name").on(
      t.partnerId,
      t.engagementId,
      t.tab,
      t.locationId,
      t.name,
      t.tenantId,
    ),
    index("customers_place_work_first").on(
      t.partnerId,
      t.engagementId,
      t.tab,
      t.locationId,
      t.workFirst,
      t.tenantId,
    ),
    index("customers_by_owner").on(t.partnerId, t.engagementId, t.ownerId, t.tab),
    index("customers_undelivered")
      .on(t.partnerId, t.engagementId, t.dueAt)
      .where(sql`status = 'asked' and mail_state in (${sql.raw(troublesInSql)})`),
    /** K2: the rows of known customers by name: all, those that wait for consent, and those that lack little. */
    index("customers_known")
      .on(t.partnerId, t.engagementId, t.name, t.tenantId)
      .where(sql`known`),
    index("customers_known_asked")
      .on(t.partnerId, t.engagementId, t.name, t.tenantId)
      .where(sql`known and status in ('to_ask', 'asked')`),
    index("customers_near")
      .on(t.partnerId, t.engagementId, t.name, t.tenantId)
      .where(sql`near and status = 'criteria'`),
    foreignKey({
      name: "customers_association_of_partner",
      columns: [t.partnerId, t.associationId],
      foreignColumns: [associations.partnerId, associations.id],
    }),
  ],
);

/** Rows of `customers` by tab and status; `location_id` is the zero UUID for rows without an association. */
export const customerCounts = pgTable(
  "customer_counts",
  {
    partnerId: uuid("partner_id").notNull(),
    engagementId: uuid("engagement_id").notNull(),
    locationId: uuid("location_id").notNull(),
    tab: text("tab").notNull(),
    status: text("status").notNull(),
    count: integer("count").notNull(),
  },
  (t) => [primaryKey({ columns: [t.partnerId, t.engagementId, t.locationId, t.tab, t.status] })],
);

/** D4: what was typed into a wizard so far; once completed, the proof that it was done once. */
export const drafts = pgTable(
  "drafts",
  {
    id: ownId(),
    partnerId: uuid("partner_id").notNull(),
    userId: uuid("user_id").notNull(),
    kind: text("kind", { enum: ["add", "claim", "consent"] }).notNull(),
    engagementId: uuid("engagement_id")
      .notNull()
      .references(() => engagements.id),
    /** The tenant to claim, or the association to ask consent for. */
    subjectId: uuid("subject_id"),
    values: jsonb("values").$type<unknown>().notNull(),
    updatedAt: instant("updated_at").notNull(),
    completedAt: instant("completed_at"),
    result: jsonb("result").$type<unknown>(),
  },
  (t) => [
    check(
      "drafts_length",
      noLongerThan(50_000, t.kind, sql`${t.values}::text`, sql`${t.result}::text`),
    ),
    primaryKey({ columns: [t.partnerId, t.id] }),
    index("drafts_id").on(t.id),
    index("drafts_user").on(t.userId, t.updatedAt),
    foreignKey({
      name: "drafts_user_of_partner",
      columns: [t.partnerId, t.userId],
      foreignColumns: [memberships.partnerId, memberships.userId],
    }),
  ],
);
