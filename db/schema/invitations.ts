import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytea, instant, isOneAddress, ownId, noLongerThan } from "./columns";
import { incentivesRole, locations, memberships, users, type operatorRoles } from "./partners";
import type { Locale } from "@/messages/languages";

/** A role that an invitation gives: of a company's people with its place, of the programme's staff without. */
export type InvitedRole = {
  role: (typeof incentivesRole.enumValues)[number] | (typeof operatorRoles)[number];
  locationId: string | null;
};

/**
 * U2: somebody is asked to join a company, or (`PROGRAMME`) the programme's staff. Accepting it, by the mailed link
 * alone, makes the account, the membership and the roles (`invitation_moves`).
 */
export const invitations = pgTable(
  "invitations",
  {
    id: ownId(),
    /** Whose people they would be; `PROGRAMME` for its staff. */
    partnerId: uuid("partner_id").notNull(),
    email: text("email").notNull(),
    language: text("language").$type<Locale>().notNull(),
    /** None: somebody of the company is asked to link the provider that it requires (U12), and nothing else. */
    roles: jsonb("roles").$type<InvitedRole[]>().notNull(),
    createdAt: instant("created_at").notNull(),
    /** Who sent it last, and stands behind it (`invitation_stands`); null: the product itself. */
    createdBy: uuid("created_by").references(() => users.id),
    /** When it was mailed last; it works for seven days from then. */
    sentAt: instant("sent_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    withdrawnAt: instant("withdrawn_at"),
    withdrawnBy: uuid("withdrawn_by").references(() => users.id),
    acceptedAt: instant("accepted_at"),
    acceptedBy: uuid("accepted_by").references(() => users.id),
    /** What whoever accepted calls themselves; an account that was there keeps its name. */
    fullName: text("full_name"),
  },
  (t) => [
    check("invitations_length", noLongerThan(10_000, t.fullName, t.language)),
    primaryKey({ columns: [t.partnerId, t.id] }),
    index("invitations_id").on(t.id),
    uniqueIndex("invitations_one_open")
      .on(t.partnerId, sql`lower(${t.email})`)
      .where(sql`accepted_at is null and withdrawn_at is null and roles <> '[]'`),
    check("invitations_mailbox", isOneAddress(t.email)),
    check(
      "invitations_roles",
      sql`jsonb_typeof(${t.roles}) = 'array' and (jsonb_array_length(${t.roles}) > 0 or ${t.partnerId} <> '00000000-0000-0000-0000-000000000000')`,
    ),
    check(
      "invitations_one_end",
      sql`num_nonnulls(${t.acceptedAt}, ${t.withdrawnAt}) <= 1 and (${t.acceptedAt} is null) = (${t.acceptedBy} is null)`,
    ),
    check("invitations_seven_days", sql`${t.expiresAt} <= ${t.sentAt} + interval '168 hours'`),
  ],
);

/** The token of an invitation's mail, its hash alone. Written where the mail is sent: nobody else knows one. */
export const invitationLinks = pgTable(
  "invitation_links",
  {
    id: ownId(),
    partnerId: uuid("partner_id").notNull(),
    invitationId: uuid("invitation_id").notNull(),
    tokenHash: bytea("token_hash").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.partnerId, t.id] }),
    uniqueIndex("invitation_links_token_key").on(t.tokenHash),
    foreignKey({
      name: "invitation_links_invitation_of_partner",
      columns: [t.partnerId, t.invitationId],
      foreignColumns: [invitations.partnerId, invitations.id],
    }),
  ],
);

/** U5: a member asks for a role; an incentives admin agrees or refuses, with a word. */
export const roleRequests = pgTable(
  "role_requests",
  {
    id: ownId(),
    partnerId: uuid("partner_id").notNull(),
    userId: uuid("user_id").notNull(),
    role: incentivesRole("role").notNull(),
    locationId: uuid("location_id"),
    words: text("words").notNull(),
    askedAt: instant("asked_at").notNull(),
    decidedAt: instant("decided_at"),
    decidedBy: uuid("decided_by").references(() => users.id),
    agreed: boolean("agreed"),
    note: text("note"),
  },
  (t) => [
    check("role_requests_length", noLongerThan(10_000, t.note, t.words)),
    primaryKey({ columns: [t.partnerId, t.id] }),
    uniqueIndex("role_requests_one_open")
      .on(t.partnerId, t.userId)
      .where(sql`decided_at is null`),
    foreignKey({
      name: "role_requests_of_member",
      columns: [t.partnerId, t.userId],
      foreignColumns: [memberships.partnerId, memberships.userId],
    }),
    foreignKey({
      name: "role_requests_location_of_partner",
      columns: [t.partnerId, t.locationId],
      foreignColumns: [locations.partnerId, locations.id],
    }),
    check(
      "role_requests_decision_whole",
      sql`(${t.decidedAt} is null) = (${t.agreed} is null) and (${t.decidedAt} is null) = (${t.decidedBy} is null)`,
    ),
  ],
);
