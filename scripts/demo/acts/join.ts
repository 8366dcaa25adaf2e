import { eq, sql } from "drizzle-orm";
import { users } from "@/db/schema";
import type { Ctx, Grant, Locale, Operator, System } from "@/lib/ctx";
import { acceptInvitation } from "@/lib/people/members/accept-invitation";
import { changeRoles } from "@/lib/people/members/change-roles";
import { invitePeople } from "@/lib/people/members/invite-people";
import { seenOf, type Held } from "@/lib/people/members/rules";
import { invitedVisitor } from "./invited";

type Newcomer = {
  /** The company. */
  at: string;
  email: string;
  name: string;
  language: Locale;
  grants: readonly Grant[];
};

/**
 * Somebody joins a company: the programme's office invites them, and they accept by the link of the e-mail (U2, U9).
 * Roles that no invitation gives, none among them, are changed afterwards (U4).
 * @returns the id of their account
 */
export async function join(
  { office, system }: { office: Ctx<Operator>; system: Ctx<System> },
  { at, email, name, language, grants }: Newcomer,
): Promise<string> {
  const { role } = grants[0] ?? { role: "incentives_user" };
  const invited = grants.filter((one) => one.role === role);
  const places = grants.length === 0 ? [null] : invited.map(({ locationId }) => locationId);
  await invitePeople(office, {
    ...{ at, language, role: [role], places: places.map((place) => place ?? "company") },
    people: [{ line: 1, cells: [email] }],
  });
  const visitor = await invitedVisitor(system, email);
  await acceptInvitation({ ...system, actor: visitor }, { fullName: name, language });
  const id = await system.db.transaction({ actor: "system" }, async (db) => {
    const [account] = await db
      .select({ id: users.id })
      .from(users)
      .where(eq(sql`lower(${users.email})`, email.toLowerCase()));
    return account?.id ?? "";
  });
  if (invited.length < grants.length || grants.length === 0) {
    const held = (all: readonly Grant[]) => all.map((one): Held => ({ ...one, lastDay: null }));
    const seen = seenOf(held(places.map((locationId) => ({ role, locationId }))));
    await changeRoles(office, { at, id, seen, wanted: held(grants) });
  }
  return id;
}
