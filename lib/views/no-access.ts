import { and, asc, eq, isNull } from "drizzle-orm";
import { locations, memberships, roleGrants, users } from "@/db/schema";
import { operatorPolicy, type OperatorAct } from "../access/policy";
import type { OperatorRole, Tx } from "../ctx";
import { Refusal } from "../errors";
import { holds, isMember, memberOfGrant } from "../partners/queries";
import { hasAsked } from "../people/members/request.queries";
import { listAdministrators } from "../people/operators/queries";

/** Somebody who can give a role, and for which location; null: for the whole company. */
export type Helper = { name: string; email: string; location: string | null };

export type NoAccess =
  | { kind: "operator"; name: string }
  /** P5: a door of the programme that one of these roles opens, and who gives them. */
  | {
      kind: "staff";
      name: string;
      roles: OperatorRole[];
      givers: { name: string; email: string }[];
    }
  | { kind: "partner"; name: string; partner: string }
  | {
      kind: "role" | "admin";
      name: string;
      partner: string;
      from: string | null;
      helpers: Helper[];
      /** U5: what can be asked for; null: an answer waits. */
      places: { id: string; name: string }[] | null;
    };

/**
 * Why somebody cannot open a page and who can help: the role that is missing, and the incentives
 * admins of their own company. For everybody signed in, that is its point.
 * @param from path of the page that was refused; null when not known
 * @param act what was refused to one of the programme's staff, as the address says
 */
export async function noAccess(
  tx: Tx,
  { from, act }: { from: string | null; act?: string | undefined },
): Promise<NoAccess> {
  const { actor } = tx;
  if (actor.kind === "operator" && act !== undefined && isOperatorAct(act)) {
    const roles = [...operatorPolicy[act]];
    return { kind: "staff", name: actor.name, roles, givers: await listAdministrators(tx) };
  }
  if (actor.kind === "operator") return { kind: "operator", name: actor.name };
  if (actor.kind !== "partner") throw new Refusal("forbidden");
  const person = { name: actor.name, partner: actor.partnerName };
  if (from !== null && /^\/programme(\/|\?|$)/.test(from)) return { kind: "partner", ...person };
  const kind = actor.grants.length === 0 ? "role" : "admin";
  const waits = await hasAsked(tx, actor.partnerId, actor.userId);
  const places = waits ? null : await listPlaces(tx, actor.partnerId);
  return { kind, ...person, from, helpers: await listHelpers(tx), places };
}

function listPlaces(tx: Tx, partnerId: string): Promise<{ id: string; name: string }[]> {
  const { id, name } = locations;
  return tx.db
    .select({ id, name })
    .from(locations)
    .where(eq(locations.partnerId, partnerId))
    .orderBy(name, id);
}

function isOperatorAct(act: string): act is OperatorAct {
  return Object.hasOwn(operatorPolicy, act);
}

async function listHelpers(tx: Tx): Promise<Helper[]> {
  return tx.db
    .select({ name: users.name, email: users.email, location: locations.name })
    .from(roleGrants)
    .innerJoin(memberships, memberOfGrant)
    .innerJoin(users, eq(users.id, roleGrants.userId))
    .leftJoin(locations, eq(locations.id, roleGrants.locationId))
    .where(
      and(
        eq(roleGrants.role, "incentives_admin"),
        holds(tx.now),
        isMember,
        isNull(users.disabledAt),
      ),
    )
    .orderBy(asc(users.name), asc(locations.name))
    .limit(20);
}
