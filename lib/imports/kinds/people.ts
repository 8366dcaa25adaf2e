import { and, eq, sql } from "drizzle-orm";
import { invitations, memberships, roleGrants, users, type InvitedRole } from "@/db/schema";
import type { Locale, Operator, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { emailAddress } from "../../input";
import { usualOf } from "../../installation";
import { holds, isMember, memberOfGrant } from "../../partners/queries";
import type { Known } from "../../partners/file/known.queries";
import { getHouse, lockHouse, type House } from "../../people/members/authority.queries";
import { invite, refuseKnown, type Person } from "../../people/members/invite-people";
import { roleNamed } from "../../people/members/rules";
import { companyColumns, companyOf, loadCompanies, numbersIn } from "../company";
import type { Cells, Planned, RowKind } from "../kind";
import { peopleGone, rolePair } from "./people-gone";
import { plannedOr } from "../planned-or";
import { spokenIn } from "@/messages/format/names";

/** Who works for companies, with their roles: each is invited, as on the page of a company's people (U2). */
export const peopleKind: RowKind = {
  name: "people",
  act: "partners.people",
  columns: [...companyColumns, { key: "email", needed: true }, { key: "role" }, { key: "language" }],
  known: ["email"],
  gone: peopleGone,
  rows: {
    says: (cells) => ({
      [`person ${(cells.partnerId || cells.partner || numbersIn(cells)[0]) ?? ""} ${(cells.email ?? "").toLowerCase()}`]: `${cells.role}|${cells.mpnId}|${cells.language}`, // prettier-ignore
    }),
    planner: () => async (tx, rows) => {
      const known = await loadCompanies(tx, rows.map(({ cells }) => ({ cells: { ...cells, mpnId: numbersIn(cells).filter((one) => !isWhole(one)).join("|") } }))); // prettier-ignore
      const { language } = await usualOf(tx);
      return ({ line, cells }) => plannedOr(line, cells, () => plan(tx, line, cells, { known, language }));
    },
  },
}; // prettier-ignore

const isWhole = (text: string) => /^(company|bedrijf)$/i.test(text);

async function plan(
  tx: Tx<Operator>,
  line: number,
  cells: Cells,
  { known, language }: { known: Known; language: Locale },
): Promise<Planned> {
  const { data: email } = emailAddress().safeParse(cells.email);
  if (email === undefined) throw new Refusal("invalid_email", { field: "email" });
  const whole = numbersIn(cells).some(isWhole);
  const places = numbersIn(cells).filter((one) => !isWhole(one));
  const company = companyOf({ ...cells, mpnId: places.join("|") }, known);
  const role = roleNamed(cells.role ?? "");
  if (role !== "incentives_admin" && role !== "incentives_user")
    throw new Refusal("import_role", { field: "role" });
  if (!whole && places.length === 0) throw new Refusal("import_place", { field: "mpnId" });
  const house = await getHouse(tx, company.id);
  if (house.suspended) throw new Refusal("invite_suspended", { field: "partner" });
  const locations = whole ? [null] : places.map((number) => placeIn(house, number));
  const roles = locations.map((locationId): InvitedRole => ({ role, locationId }));
  const values = { email, partner: company.name, role: cells.role ?? "", mpnId: cells.mpnId ?? "" };
  const names = roles.map((one) => rolePair(company.id, email, one));
  const told = { line, values, before: {}, errors: [], names };
  const held = (await rolesAt(tx, company.id, email)) ?? (await invitedTo(tx, company.id, email));
  if (
    held &&
    roles.every((one) =>
      held.some((other) => other.role === one.role && other.locationId === one.locationId),
    )
  )
    // prettier-ignore
    return { ...told, outcome: "unchanged" };
  await checkAddress(tx, house, email);
  const spoken = spokenIn(cells.language ?? "") ?? language;
  const person: Person = { email, roles };
  return {
    ...told,
    outcome: "new",
    async write(within) {
      await lockHouse(within, house.id);
      await checkAddress(within, house, email);
      await invite(within, house, person, spoken);
    },
  };
}

function placeIn({ places }: House, number: string): string {
  const found = places.find(({ mpnId }) => mpnId === number);
  if (!found) throw new Refusal("import_no_place", { field: "mpnId", params: { value: number } });
  return found.id;
}

/** What is wrong stands at the address; a member's roles are changed on the page. */
async function checkAddress(tx: Tx<Operator>, house: House, email: string): Promise<void> {
  try {
    await refuseKnown(tx, house, email);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const code = error.code === "already_member" ? "import_member" : error.code;
    throw new Refusal(code, { field: "email", params: error.errors[0].params });
  }
}

/** The roles of a member at a company; null for nobody. */
async function rolesAt(tx: Tx<Operator>, partnerId: string, email: string) {
  const rows = await tx.db
    .select({ role: roleGrants.role, locationId: roleGrants.locationId })
    .from(roleGrants)
    .innerJoin(memberships, memberOfGrant)
    .innerJoin(users, eq(users.id, roleGrants.userId))
    .where(and(eq(roleGrants.partnerId, partnerId), isMember, holds(tx.now), sql`lower(${users.email}) = lower(${email})`)); // prettier-ignore
  return rows.length > 0 ? rows : null;
}

async function invitedTo(tx: Tx<Operator>, partnerId: string, email: string) {
  const [row] = await tx.db
    .select({ roles: invitations.roles })
    .from(invitations)
    .where(and(eq(invitations.partnerId, partnerId), sql`lower(${invitations.email}) = lower(${email}) and ${invitations.acceptedAt} is null and ${invitations.withdrawnAt} is null`)); // prettier-ignore
  return row?.roles ?? null;
}
