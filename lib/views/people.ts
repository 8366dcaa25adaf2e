import { z } from "zod";
import { authorize } from "../access/authorize";
import type { OperatorRole, Tx } from "../ctx";
import { Refusal } from "../errors";
import { getHouse, type House, type Manager } from "../people/members/authority.queries";
import { listPeople, type PersonRow } from "../people/members/list";
import { peopleQuery, type PeopleQuery } from "../people/members/list.schema";
import { getMember, listHeld } from "../people/members/queries";
import { listRoleRequests, type RoleRequest } from "../people/members/request.queries";
import { seenOf, type Held } from "../people/members/rules";
import { getStaffMember } from "../people/operators/queries";
import { lacksProvider } from "../people/sign-in-rule/queries";
import { dateIn } from "../time/deadline";
import { baseOf, STAFF } from "./people-addresses";
import { usualOf } from "../installation";

/** Where these people are shown: a company's own pages, or the programme's. */
type At = { at?: string };
type Company = Pick<House, "name" | "everywhere"> & {
  /** What forms name the company by; "": the reader's own. */
  at: string;
  /** The address of the list. */
  base: string;
  places: { id: string; name: string; mpnId: string }[];
};

export type PeopleView = Company & {
  query: PeopleQuery;
  many: boolean;
  rows: PersonRow[];
  next: string | null;
  me: string;
  /** Who asks for a role that the reader can give (U5); none of the reader's own. */
  requests: RoleRequest[];
};

/** U1, U9: everybody of a company, or (P5) of the programme's staff. Refuses as `getHouse`. */
export async function peopleView(
  tx: Tx,
  { at, search }: At & { search: Record<string, string | string[] | undefined> },
): Promise<PeopleView> {
  authorizePage(tx, at);
  const company = await companyOf(tx, at);
  const query = peopleQuery.parse(search);
  const { rows, next, many } = await listPeople(tx, company.house, query);
  return {
    ...company,
    query,
    rows,
    next,
    many,
    me: tx.actor.userId,
    requests: await requestsOf(tx, company),
  };
}

/** Whose people are listed at an address, for whoever may see them. Refuses as the page does. */
export async function houseOf(
  tx: Tx,
  at: string | undefined,
): Promise<{ manager: Tx<Manager>; house: House }> {
  authorizePage(tx, at);
  return { manager: tx, house: (await companyOf(tx, at)).house };
}

/** U5: who asks for a role that the reader can give, for "Attention required"; nobody for whoever gives none. */
export async function askedRoles(tx: Tx): Promise<{ name: string }[]> {
  const { actor } = tx;
  if (actor.kind !== "partner" || !actor.grants.some(({ role }) => role === "incentives_admin"))
    return [];
  authorizePage(tx, undefined);
  return (await requestsOf(tx, await companyOf(tx, undefined))).map(({ name }) => ({ name }));
}

async function requestsOf(
  tx: Tx<Manager>,
  { house, everywhere, places }: Awaited<ReturnType<typeof companyOf>>,
): Promise<RoleRequest[]> {
  return (await listRoleRequests(tx, house.id)).filter(
    (one) =>
      one.userId !== tx.actor.userId &&
      (everywhere || places.some(({ id }) => id === one.locationId)),
  );
}

/** The page on which people are invited. */
export async function inviteView(tx: Tx, { at }: At): Promise<Company> {
  authorizePage(tx, at);
  return companyOf(tx, at);
}

export type PersonView = Company & {
  id: string;
  /** The company's. */
  company: string;
  name: string;
  email: string;
  state: "invited" | "active" | "disabled";
  held: Held[];
  /** A mark of these roles, by which a change made meanwhile is seen (P4). */
  seen: string;
  /** Roles at places that the reader does not manage. */
  elsewhere: number;
  mine: boolean;
  /** U12: they can come in neither by a link nor with the provider that the company requires. */
  lacksProvider: boolean;
  /** Today, where the company is: no last day is before it. */
  today: string;
  /** Who can take over what the person has open. */
  heirs: { id: string; name: string }[];
};

/** One person of a company: their roles, and whether they are disabled. Refuses with `not_found`. */
export async function personView(tx: Tx, { at, id }: At & { id: string }): Promise<PersonView> {
  authorizePage(tx, at);
  const company = await companyOf(tx, at);
  if (!z.guid().safeParse(id).success) throw new Refusal("not_found");
  const { house } = company;
  const person = await getMember(tx, house.id, id);
  const held = await listHeld(tx, house.id, id);
  if (!isShown(house, held)) throw new Refusal("not_found");
  const mine = (one: Held) =>
    house.everywhere || house.places.some((place) => place.id === one.locationId);
  const { rows } = await listPeople(tx, house);
  const { lacks, mine: isManaged } = await lacksProvider(tx, house.id, id);
  return {
    ...company,
    id,
    company: company.name ?? "",
    name: person.name,
    email: person.email,
    state: person.endedAt ? "disabled" : person.joinedAt ? "active" : "invited",
    held,
    seen: seenOf(held),
    elsewhere: held.filter((one) => !mine(one)).length,
    mine: id === tx.actor.userId,
    lacksProvider: lacks && isManaged,
    today: dateIn(tx.now, house.places[0]?.timeZone ?? (await usualOf(tx)).timeZone),
    heirs: rows
      .filter(
        (row) =>
          row.kind === "member" && row.state === "active" && row.id !== id && row.roles.length > 0,
      )
      .map((row) => ({ id: row.id, name: row.name })),
  };
}

/** U1: an admin of single locations sees who has a role there, for the whole company, or none. */
function isShown({ everywhere, places }: House, held: readonly Held[]): boolean {
  const here = ({ locationId }: Held) =>
    locationId === null || places.some(({ id }) => id === locationId);
  return everywhere || held.length === 0 || held.some(here);
}

export type OperatorView = {
  /** What forms name the programme's staff by. */
  at: string;
  id: string;
  name: string;
  email: string;
  roles: OperatorRole[];
  seen: string;
  mine: boolean;
};

/** P5: somebody of the programme's staff. Refuses with `not_found`. */
export async function operatorView(tx: Tx, { id }: { id: string }): Promise<OperatorView> {
  authorize(tx, "operators.manage");
  if (!z.guid().safeParse(id).success) throw new Refusal("not_found");
  const person = await getStaffMember(tx, id);
  return { ...person, at: STAFF, seen: seenOf(person.roles), mine: id === tx.actor.userId };
}

/** A company's own pages are its people's alone, pages below `/programme` the staff's alone, whomever they name. */
function authorizePage(tx: Tx, at: string | undefined): asserts tx is Tx<Manager> {
  if (at === undefined) authorize(tx, "people.manage");
  else authorize(tx, at === STAFF ? "operators.manage" : "partners.people");
}

/** Refuses as `getHouse`. */
async function companyOf(tx: Tx<Manager>, at: string | undefined) {
  if (at !== undefined && !z.guid().safeParse(at).success) throw new Refusal("not_found");
  const house = await getHouse(tx, at);
  const { name, everywhere, places } = house;
  return { house, name, everywhere, places, at: at ?? "", base: baseOf(at) };
}
