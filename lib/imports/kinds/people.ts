import type { InvitedRole } from "@/db/schema";
import type { Locale, Operator, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { emailAddress } from "../../input";
import { usualOf } from "../../installation";
import type { Known } from "../../partners/file/known.queries";
import { lockHouses } from "../../people/members/authority.queries";
import { invite, refuseStanding, type Invited } from "../../people/members/invite-people";
import { roleNamed } from "../../people/members/rules";
import { listStandings, listSuspended, type Stands } from "../../people/members/standing.queries";
import { companyColumns, companyOf, loadCompanies, numbersIn } from "../company";
import type { Cells, Planned, Row, RowKind } from "../kind";
import { peopleGone, rolePair } from "./people-gone";
import { orNothing, plannedOr } from "../planned-or";
import { spokenIn } from "@/messages/format/names";

/** Who works for companies, with their roles: each is invited, as on the page of a company's people (U2). */
export const peopleKind: RowKind = {
  name: "people",
  act: "partners.people",
  columns: [
    ...companyColumns,
    { key: "email", needed: true },
    { key: "role" },
    { key: "language" },
  ],
  known: ["email"],
  gone: peopleGone,
  rows: {
    most: 500,
    says: (cells) => ({
      [`person ${(cells.partnerId || cells.partner || numbersIn(cells)[0]) ?? ""} ${(cells.email ?? "").toLowerCase()}`]: `${cells.role}|${cells.mpnId}|${cells.language}`,
    }),
    planner: ({ dryRun }) => {
      /** Whom rows would invite, as long as nobody is invited. */
      const kept: Made = new Map();
      return async (tx, rows, { each }) => {
        const made = dryRun ? kept : (new Map() as Made);
        const all = await lookAround(tx, rows, { dryRun, made });
        const writes = new Map<Planned, Invited>();
        const plan = ({ line, cells }: Row) =>
          plannedOr(line, cells, () => {
            const { told, invited } = planPerson(tx, line, cells, all);
            if (!invited) return told;
            const make = () => made.set(keyOf(invited.house.id, invited.email), invited.roles);
            if (dryRun || !each) make();
            writes.set(told, invited);
            const write = async (within: Tx<Operator>) => {
              await invite(within, [invited]);
              make();
            };
            return Object.assign(told, { write });
          });
        return {
          plan,
          writeAll: (within, some) =>
            invite(
              within,
              some.flatMap((one) => writes.get(one) ?? []),
            ),
        };
      };
    },
  },
};

const isWhole = (text: string) => /^(company|bedrijf)$/i.test(text);

/** The roles of whom rows above invite, by `keyOf`. */
type Made = Map<string, readonly InvitedRole[]>;
const keyOf = (partnerId: string, email: string) => `${partnerId} ${email.toLowerCase()}`;

type Around = {
  known: Known;
  language: Locale;
  suspended: ReadonlySet<string>;
  stands: ReadonlyMap<string, Stands>;
  made: Made;
};

/** What stands of all that these rows name. Nobody else invites to a company of theirs while rows are taken in. */
async function lookAround(
  tx: Tx<Operator>,
  rows: readonly Row[],
  { dryRun, made }: { dryRun: boolean; made: Made },
): Promise<Around> {
  const named = rows.map(({ cells }) => ({
    cells: { ...cells, mpnId: placesIn(cells).join("|") },
  }));
  const known = await loadCompanies(tx, named);
  const asked = named.flatMap(({ cells }) =>
    orNothing(() => ({ partnerId: companyOf(cells, known).id, email: addressOf(cells) })),
  );
  const companies = [...new Set(asked.map(({ partnerId }) => partnerId))];
  if (!dryRun) await lockHouses(tx, companies);
  const { language } = await usualOf(tx);
  const suspended = await listSuspended(tx, companies);
  const found = await listStandings(tx, asked);
  const stands = new Map(
    found.map((one, at) => [keyOf(asked[at]?.partnerId ?? "", asked[at]?.email ?? ""), one]),
  );
  return { known, language, suspended, stands, made };
}

const placesIn = (cells: Cells) => numbersIn(cells).filter((one) => !isWhole(one));

const address = emailAddress();

function addressOf({ email }: Cells): string {
  const { data } = address.safeParse(email);
  if (data === undefined) throw new Refusal("invalid_email", { field: "email" });
  return data;
}

function planPerson(
  tx: Tx<Operator>,
  line: number,
  cells: Cells,
  { known, language, suspended, stands, made }: Around,
): { told: Planned; invited?: Invited & { roles: InvitedRole[] } } {
  const email = addressOf(cells);
  const places = placesIn(cells);
  const company = companyOf({ ...cells, mpnId: places.join("|") }, known);
  const role = roleNamed(cells.role ?? "");
  if (role !== "incentives_admin" && role !== "incentives_user")
    throw new Refusal("import_role", { field: "role" });
  const whole = numbersIn(cells).some(isWhole);
  if (!whole && places.length === 0) throw new Refusal("import_place", { field: "mpnId" });
  if (tx.actor.companies.includes(company.id)) throw new Refusal("own_company_people");
  if (suspended.has(company.id)) throw new Refusal("invite_suspended", { field: "partner" });
  const locations = whole ? [null] : places.map((number) => placeIn(company.id, number, known));
  const roles = locations.map((locationId): InvitedRole => ({ role, locationId }));
  const values = { email, partner: company.name, role: cells.role ?? "", mpnId: cells.mpnId ?? "" };
  const names = roles.map((one) => rolePair(company.id, email, one));
  const told = { line, values, before: {}, errors: [], names };
  const above = made.get(keyOf(company.id, email));
  const standing: Stands | undefined = above
    ? { isMember: false, isInvited: true, lastInvited: tx.now, held: above }
    : stands.get(keyOf(company.id, email));
  if (!standing) throw new Error("nobody looked how somebody stands");
  const holds = (one: InvitedRole) =>
    standing.held.some((other) => other.role === one.role && other.locationId === one.locationId);
  if (roles.every(holds)) return { told: { ...told, outcome: "unchanged" } };
  checkAddress(tx, email, standing);
  const spoken = spokenIn(cells.language ?? "") ?? language;
  const house = { id: company.id, name: company.name };
  return { told: { ...told, outcome: "new" }, invited: { house, email, roles, language: spoken } };
}

function placeIn(companyId: string, number: string, { locations }: Known): string {
  const found = locations.get(number);
  if (!found?.id || found.partner.id !== companyId)
    throw new Refusal("import_no_place", { field: "mpnId", params: { value: number } });
  return found.id;
}

/** What is wrong stands at the address; a member's roles are changed on the page. */
function checkAddress(tx: Tx<Operator>, email: string, standing: Stands): void {
  try {
    refuseStanding(tx, email, standing);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const code = error.code === "already_member" ? "import_member" : error.code;
    throw new Refusal(code, { field: "email", params: error.errors[0].params });
  }
}
