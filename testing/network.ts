import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { installation, locations, operatorRoles, users } from "@/db/schema";
import { enter, within } from "@/db/within";
import type { Ctx, Grant, Operator, OperatorRole, PartnerUser, System, Tx } from "@/lib/ctx";
import { addLocation } from "@/lib/partners/locations/add-location";
import { createPartner } from "@/lib/partners/create-partner";
import { keepQualification } from "@/lib/partners/qualifications/keep-qualification";
import type { LocationFields, PartnerFields } from "@/lib/partners/schema";
import { changeOperatorRoles } from "@/lib/people/operators/change-operator-roles";
import { seenOf } from "@/lib/people/members/rules";
import { initProgramme } from "@/lib/programme/init-programme";
import { enrol } from "@/scripts/demo/acts/enrol";
import { forgetMails } from "@/scripts/demo/acts/forget-mails";
import { join } from "@/scripts/demo/acts/join";
import { signIn } from "@/scripts/demo/acts/sign-in";
import { enrolAtOnce } from "./enrolled";

export type NewLocation = Partial<typeof locations.$inferInsert> & { qualifications?: string[] };
type Place = LocationFields &
  Pick<typeof locations.$inferSelect, "enrolment" | "payeeProfile"> &
  NewLocation;
type Person = typeof users.$inferInsert & { name: string; email: string };
type House = { id: string; name: string };
type Acting = {
  tx: Tx<System>;
  system: Ctx<System>;
  office: Ctx<Operator>;
  /** Signs somebody in for the time of the test. */
  signIn: (userId: string, partnerId: string | null) => ReturnType<typeof signIn>;
};

/**
 * Partners, their locations and people, and staff of the programme, made as the programme makes them: by the verbs, with
 * their rows in the audit log, in one transaction of the owner's. An office of the programme does it, whose account is
 * closed in between: no test meets it. What the acts mailed is thrown away.
 */
export function network({ now, owner }: { now: Date; owner: () => Database }) {
  let office: Promise<Operator> | undefined;
  const admins = new Map<string, PartnerUser>();
  const expiresAt = new Date("2100-01-01T00:00:00Z");

  const asOffice = async <T>(work: (acting: Acting) => Promise<T>): Promise<T> => {
    const actor = await (office ??= open());
    return owner().transaction({ actor: "system" }, async (db) => {
      const system = contextOf(within(db));
      const tx = { ...system, db };
      const isReal = await openOffice(tx, actor);
      const made = await work({
        tx,
        system,
        office: { ...system, actor },
        signIn: (userId, partnerId) => signIn(tx, { userId, partnerId, expiresAt }),
      });
      await enter(db, { actor: "system" });
      await tx.db.update(users).set({ disabledAt: now }).where(eq(users.id, actor.userId));
      if (isReal) await tx.db.update(installation).set({ kind: "production" });
      await forgetMails(tx);
      return made;
    });
  };
  const contextOf = (db: Database): Ctx<System> => ({
    actor: { kind: "system", name: "test" },
    now,
    db,
  });
  /** @returns whether the database is one for real use, where nobody makes up a past but here */
  const openOffice = async (tx: Tx<System>, actor: Operator): Promise<boolean> => {
    const { rows } = await tx.db.execute<{ roles: string; real: boolean }>(sql`
      with opened as (update users set disabled_at = null where id = ${actor.userId}),
        marked as (update installation set kind = 'test' where kind = 'production' returning 1)
      select (select count(*) from operator_grants where user_id = ${actor.userId}) as roles,
        exists (select from marked) as real`);
    // A test took everybody's roles.
    if (Number(rows[0]?.roles) < operatorRoles.length) await letIn(contextOf(within(tx.db)), actor);
    return rows[0]?.real ?? false;
  };

  async function open(): Promise<Operator> {
    return owner().transaction({ actor: "system" }, async (db) => {
      const system = contextOf(within(db));
      const email = `office-${randomUUID()}@programme.example`;
      const userId = await letIn(system, { name: "The programme's office", email });
      const person = await signIn({ db, now }, { userId, partnerId: null, expiresAt });
      return { kind: "operator", roles: operatorRoles, companies: [], ...person };
    });
  }

  return {
    /** A company with its locations, and with an incentives admin for all of it. */
    partner({ fields, places, admin }: { fields: PartnerFields; places: Place[]; admin: Person }) {
      return asOffice(async (acting) => {
        const id = await createPartner(acting.office, fields);
        const partner = { id, name: fields.name };
        const grants = [{ role: "incentives_admin" as const, locationId: null }];
        const actor = await admit(acting, { partner, person: admin, grants });
        admins.set(id, actor);
        const made = [];
        for (const place of places) made.push(await settle(acting, { partner, place, actor }));
        return { id, admin: actor, locations: made };
      });
    },

    /** One more location of a company. */
    location(partner: House, place: Place) {
      const actor = admins.get(partner.id);
      return asOffice((acting) => settle(acting, { partner, place, actor }));
    },

    /** Somebody who joins a company, signed in for it. */
    member(partner: House, person: Person, grants: Grant[]): Promise<PartnerUser> {
      return asOffice((acting) => admit(acting, { partner, person, grants }));
    },

    /** Somebody who works for the programme, signed in there. */
    operator(
      person: Person,
      { roles, companies }: { roles: readonly OperatorRole[]; companies: readonly string[] },
    ): Promise<Operator> {
      return asOffice(async (acting) => {
        const { system, office } = acting;
        const userId = await letIn(system, person);
        if (roles !== operatorRoles)
          await changeOperatorRoles(office, {
            ...{ id: userId, seen: seenOf(operatorRoles), role: [...roles] },
          });
        for (const at of companies) await join(acting, { ...newcomer(person), at, grants: [] });
        await complete(acting.tx, userId, person);
        const signedIn = await acting.signIn(userId, null);
        return { kind: "operator", roles, companies, ...signedIn };
      });
    },
  };
}

const newcomer = ({ name, email, locale }: Person) => ({ name, email, language: locale ?? "en" });

/** The first of the programme's staff come in by the product itself (P2). */
async function letIn(
  system: Ctx<System>,
  { name, email, locale }: Pick<Person, "name" | "email" | "locale">,
): Promise<string> {
  const input = {
    name: "Test Programme",
    operator: email,
    personName: name,
    currency: "USD",
    add: true,
  };
  await initProgramme(system, { ...input, language: locale ?? "en" }, { mails: false });
  return system.db.transaction({ actor: "system" }, async (db) => {
    const [account] = await db.select({ id: users.id }).from(users).where(eq(users.email, email));
    return account?.id ?? "";
  });
}

async function admit(
  acting: Acting,
  { partner, person, grants }: { partner: House; person: Person; grants: Grant[] },
): Promise<PartnerUser> {
  const userId = await join(acting, { ...newcomer(person), at: partner.id, grants });
  await complete(acting.tx, userId, person);
  const signedIn = await acting.signIn(userId, partner.id);
  return {
    kind: "partner",
    ...signedIn,
    partnerId: partner.id,
    partnerName: partner.name,
    grants,
  };
}

/** What an account says of its person beside name and address. */
async function complete({ db }: Tx, id: string, person: Person): Promise<void> {
  await enter(db, { actor: "system" });
  await db.update(users).set(person).where(eq(users.id, id));
}

async function settle(
  { tx, office, system }: Acting,
  { partner, place, actor }: { partner: House; place: Place; actor: PartnerUser | undefined },
) {
  const {
    qualifications = [],
    enrolment,
    payeeProfile,
    mpnId,
    name,
    city,
    country,
    timeZone,
    ...rest
  } = place;
  const { db } = tx;
  const fields = { mpnId, name, city, country, timeZone };
  const byOffice = { ...tx, actor: office.actor };
  const id = await addLocation(byOffice, partner.id, fields, rest);
  for (const qualification of qualifications)
    await keepQualification(
      byOffice,
      { partner: partner.id, location: id },
      { qualification, validFrom: "2020-01-01", validUntil: null },
    );
  const goal = { enrolment, payeeProfile };
  const named = { id, country, legalName: partner.name };
  const isUsual = enrolment === "enrolled" && payeeProfile === "valid";
  if (actor !== undefined && isUsual)
    await enrolAtOnce(tx, { office: office.actor, admin: actor }, named);
  const reached =
    actor !== undefined &&
    (isUsual || (await enrol({ office, admin: { ...system, actor } }, named, goal)));
  const mine = and(eq(locations.partnerId, partner.id), eq(locations.id, id));
  await enter(db, { actor: "system" });
  // Some states are no act's: tests ask what becomes of them all the same.
  if (!reached) await db.update(locations).set(goal).where(mine);
  const [row] = await db.select().from(locations).where(mine);
  if (!row) throw new Error("there is no such location");
  return row;
}
