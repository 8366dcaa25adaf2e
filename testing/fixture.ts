import { randomInt, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { openDatabase, type Database, type Handle } from "@/db/client";
import {
  associations,
  engagements,
  engagementVersions,
  knownCustomers,
  type locations,
  operatorRoles,
  tenantDomains,
  tenantEligibility,
  tenants,
  tenantUsage,
  users,
} from "@/db/schema";
import {
  scopeOf,
  type Actor,
  type Ctx,
  type Grant,
  type Operator,
  type OperatorRole,
  type PartnerUser,
  type System,
  type Visitor,
} from "@/lib/ctx";
import { tokenOf, type TokenPurpose } from "@/lib/mail/tokens";
import { deadline } from "@/lib/time/deadline";
import { Pool } from "pg";
import { createTestDatabase, type TestDatabase } from "./database";
import { network, type NewLocation } from "./network";
import { openBoth, openWeb } from "./open-database";

export type Location = typeof locations.$inferSelect;
export type Engagement = typeof engagements.$inferSelect &
  Omit<
    typeof engagementVersions.$inferSelect,
    "id" | "engagementId" | keyof typeof engagements.$inferSelect
  > & {
    versionId: string;
  };
export type Tenant = typeof tenants.$inferSelect & { domains: string[]; domain: string };
export type Association = typeof associations.$inferSelect;
export type Company = {
  id: string;
  name: string;
  /** Its first location. */
  location: Location;
  locations: Location[];
  /** Incentives admin of the whole company. */
  admin: PartnerUser;
};

type New<T extends { $inferInsert: object }> = Partial<T["$inferInsert"]>;

/**
 * A database of its own for this suite, with makers for what stands in it. Call it once at the top
 * of a test file: it registers its own `beforeAll` and `afterAll`. Everything made is committed, by
 * the owner, and the rows of two calls never meet. Its actors are people who signed in and links that were
 * sent: each proves to the database who it is, as everybody does.
 * @param tampers this suite writes with triggers off: what the lists show may differ from the facts
 */
export function fixture({ tampers = false }: { tampers?: boolean } = {}) {
  let database: TestDatabase | undefined;
  let db: Database | undefined;
  let owner: Pool | undefined;
  let owned: Database | undefined;
  let door: Database | undefined;
  const now = new Date("2026-03-10T09:00:00.000Z");

  beforeAll(async () => {
    database = await createTestDatabase();
    process.env.APP_DATABASE_URL = database.webUrl;
    process.env.WORKER_DATABASE_URL = database.workerUrl;
    process.env.DATABASE_URL = database.ownerUrl;
    const options = { max: 8, timeoutMs: 15_000 };
    db = openBoth(database, options);
    owned = openDatabase(database.ownerUrl, { max: 4, timeoutMs: 15_000 });
    door = openWeb(database, options);
    owner = new Pool({ connectionString: database.ownerUrl, max: 4 });
    owner.on("error", () => undefined);
  });

  afterAll(async () => {
    const { stopSender } = await import("@/lib/queue/sender");
    await stopSender();
    await Promise.all([db?.close(), owned?.close(), door?.close(), owner?.end()]);
    await database?.drop({ tampered: tampers });
  });

  const urls = (): TestDatabase => {
    if (!database) throw new Error("The database is there from beforeAll on, not before.");
    return database;
  };
  const opened = (one: Database | undefined = db): Database => {
    if (!one) throw new Error("The database is there from beforeAll on, not before.");
    return one;
  };
  const asSystem = <T>(work: (handle: Handle) => Promise<T>): Promise<T> =>
    opened(owned).transaction({ actor: "system" }, work);

  const people = network({ now, owner: () => opened(owned) });
  const make = {
    /** The instant at which everything is made unless said otherwise. */
    now,
    /** The connection strings of this suite's database. */
    urls,
    /** The pools of web server and worker. */
    get db(): Database {
      return opened();
    },

    /** The context of an actor at an instant. */
    ctx<A extends Actor>(actor: A, at: Date = now): Ctx<A> {
      return { actor, now: at, db: opened() };
    },

    /** What an actor's transaction proves. */
    scope: scopeOf,

    /** The context of the product itself, as the worker has it. */
    system(at: Date = now): Ctx<System> {
      return { actor: { kind: "system", name: "test" }, now: at, db: opened() };
    },

    /** The same as the database's owner has it, who loads the demonstration. */
    owner(at: Date = now): Ctx<System> {
      return { actor: { kind: "system", name: "test" }, now: at, db: opened(owned) };
    },

    /** The same as the web server has it, which signs people in and takes the provider's reports. */
    door(at: Date = now): Ctx<System> {
      return { actor: { kind: "system", name: "test" }, now: at, db: opened(door) };
    },

    /** Statements as the owner of the tables, who sees every row: to look, or to tamper. */
    async sql<Row extends Record<string, unknown>>(
      text: string,
      values: unknown[] = [],
    ): Promise<Row[]> {
      if (!owner) throw new Error("The database is there from beforeAll on, not before.");
      return (await owner.query<Row>(text, values)).rows;
    },

    /** How many rows a chain of the audit log has: what comes after them is told from now on. */
    async head(chain: string): Promise<number> {
      const [row] = await make.sql<{ seq: number }>(
        "select seq::int as seq from audit_heads where chain = $1",
        [chain],
      );
      return row?.seq ?? 0;
    },

    /** A company with one enrolled location in Amsterdam (or those given) and an admin. */
    async partner(
      options: {
        name?: string;
        country?: string;
        locations?: NewLocation[];
        admin?: New<typeof users>;
      } = {},
    ): Promise<Company> {
      const name = options.name ?? `Partner ${mark()}`;
      const { id, admin, locations } = await people.partner({
        fields: { name, country: options.country ?? "NL" },
        places: (options.locations ?? [{}]).map((place) => aLocation(name, place)),
        admin: aPerson(options.admin),
      });
      return { id, name, location: locations[0]!, locations, admin };
    },

    /** A location: enrolled, payee profile valid, with every qualification of `qualifications`. */
    location(partner: { id: string; name: string }, values: NewLocation = {}): Promise<Location> {
      return people.location(partner, aLocation(partner.name, values));
    },

    /** A person of a company with these roles (none: a colleague without a role), as an actor. */
    user(
      partner: { id: string; name: string },
      { grants = [], ...values }: New<typeof users> & { grants?: Grant[] } = {},
    ): Promise<PartnerUser> {
      return people.member(partner, aPerson(values), grants);
    },

    /** Somebody who has an account, as a member of (one more) company, signed in for it. */
    async member(
      partner: { id: string; name: string },
      { userId }: { userId: string },
      grants: Grant[] = [],
    ): Promise<PartnerUser> {
      const [account] = await asSystem((handle) =>
        handle.select().from(users).where(eq(users.id, userId)),
      );
      return people.member(partner, account!, grants);
    },

    /** A member of the programme's staff, with all roles and in no company unless said, as an actor. */
    operator({
      roles = operatorRoles,
      companies = [],
      ...values
    }: New<typeof users> & {
      roles?: readonly OperatorRole[];
      companies?: readonly string[];
    } = {}): Promise<Operator> {
      return people.operator(aPerson(values), { roles, companies });
    },

    /** The actor behind a link. */
    visitor(
      link: { linkId: string; requestId: string; partnerId: string },
      purpose: TokenPurpose = "consent",
    ): Visitor {
      const token = tokenOf(purpose, link.linkId);
      return { kind: "visitor", ipAddress: "192.0.2.7", userAgent: "A browser", token, ...link };
    },

    /** A workshop without criteria: every location and every customer is eligible. */
    async engagement(
      values: New<typeof engagements> & New<typeof engagementVersions> = {},
    ): Promise<Engagement> {
      const slug = `workshop-${mark()}`;
      return asSystem(async (handle) => {
        const [own] = await handle
          .insert(engagements)
          .values({
            slug,
            solutionArea: "modern-work",
            engagementType: "workshop",
            partnerRole: "build-intent",
            availableFrom: "2025-07-01",
            openedAt: now,
            ...values,
          })
          .returning();
        const [version] = await handle
          .insert(engagementVersions)
          .values({
            name: `Workshop ${slug}`,
            summary: { en: "A workshop", nl: "Een workshop" },
            consentDays: 30,
            deliveryDays: 90,
            reviewDays: 120,
            disputeDays: 30,
            partnerCriteria: { anyOf: [], allOf: [], countries: null },
            customerCriteria: [],
            poe: [{ kind: "invoice" }],
            resources: [],
            holdsFrom: "2020-01-01",
            revision: 0,
            publishedAt: now,
            ...values,
            id: randomUUID(),
            engagementId: own!.id,
            number: 1,
          })
          .returning();
        return { ...version!, ...own!, versionId: version!.id };
      });
    },

    /** A tenant with its domains (one, unless given) and usage facts of a month. */
    async tenant(
      values: New<typeof tenants> & {
        domains?: string[];
        usage?: Record<string, number>;
        month?: string;
        /** Engagements whose customer criteria it is noted to meet. */
        eligibleFor?: { id: string }[];
      } = {},
    ): Promise<Tenant> {
      const {
        domains = [`customer-${mark()}.example`],
        usage,
        month,
        eligibleFor,
        ...own
      } = values;
      const row = await asSystem(async (handle) => {
        const [tenant] = await handle
          .insert(tenants)
          .values({
            id: randomUUID(),
            name: `Customer ${mark()}`,
            country: "NL",
            updatedAt: now,
            ...own,
          })
          .returning();
        const tenantId = tenant!.id;
        if (domains.length > 0) {
          await handle
            .insert(tenantDomains)
            .values(domains.map((domain) => ({ domain, tenantId })));
        }
        if (usage) {
          const facts = { tenantId, month: month ?? "2026-02-01", metrics: usage };
          await handle.insert(tenantUsage).values(facts);
        }
        return tenant!;
      });
      for (const engagement of eligibleFor ?? []) await make.eligible(row, engagement);
      return { ...row, domains, domain: domains[0] ?? "" };
    },

    /** Notes that a tenant meets, or does not meet, the customer criteria of an engagement. */
    async eligible(tenant: { id: string }, engagement: { id: string }, met = true): Promise<void> {
      await asSystem((handle) =>
        handle
          .insert(tenantEligibility)
          .values({ tenantId: tenant.id, engagementId: engagement.id, met, evaluatedAt: now })
          .onConflictDoUpdate({
            target: [tenantEligibility.engagementId, tenantEligibility.tenantId],
            set: { met },
          }),
      );
    },

    /** S6: notes that a tenant once gave this company consent. */
    async known(partner: { id: string }, tenant: { id: string }, since = now): Promise<void> {
      await asSystem((handle) =>
        handle
          .insert(knownCustomers)
          .values({ partnerId: partner.id, tenantId: tenant.id, since })
          .onConflictDoNothing(),
      );
    },

    /** An association as "Add customer" leaves it, at the company's first location unless given. */
    async association(
      partner: Company,
      tenant: Tenant,
      engagement: Engagement,
      values: New<typeof associations> = {},
    ): Promise<Association> {
      const createdAt = values.createdAt ?? now;
      const { timeZone } = partner.location;
      const [row] = await asSystem((handle) =>
        handle
          .insert(associations)
          .values({
            partnerId: partner.id,
            locationId: partner.location.id,
            tenantId: tenant.id,
            engagementId: engagement.id,
            versionId: engagement.versionId,
            origin: "added",
            customerEmail: `contact@${tenant.domain}`,
            createdAt,
            createdBy: partner.admin.userId,
            timeZone,
            consentDueAt: deadline(createdAt, engagement.consentDays, timeZone),
            ...values,
          })
          .returning(),
      );
      return row!;
    },
  };

  return make;
}

const aPerson = (values: New<typeof users> = {}) => ({
  name: "Robin Jansen",
  email: `robin-${mark()}@partner.example`,
  title: "Engagement lead",
  phone: "+31 20 555 0100",
  locale: "en" as const,
  ...values,
});

const aLocation = (partner: string, values: NewLocation) => ({
  mpnId: String(randomInt(1_000_000_000, 9_999_999_999)),
  name: `${partner} Amsterdam`,
  city: "Amsterdam",
  country: "NL",
  timeZone: "Europe/Amsterdam",
  enrolment: "enrolled" as const,
  payeeProfile: "valid" as const,
  ...values,
});

/** Begins with a letter: one of digits alone would be looked for as a number, once in 175. */
function mark(): string {
  return `m${randomUUID().slice(1, 12).replace("-", "")}`;
}
