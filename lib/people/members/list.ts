import { sql } from "drizzle-orm";
import { z } from "zod";
import { PROGRAMME } from "@/db/schema";
import type { Tx } from "../../ctx";
import type { FileRows } from "../../lists/file";
import type { Ask, List, Page } from "../../lists/list";
import { askOf, oneOf, type Offer } from "../../lists/offer";
import { listPage } from "../../lists/page";
import { has } from "../../lists/search";
import type { House, Manager } from "./authority.queries";
import { peopleQuery, personStates, type PeopleQuery } from "./list.schema";

const instant = z
  .string()
  .transform((text) => new Date(text))
  .nullable();
const row = z.object({
  id: z.string(),
  kind: z.enum(["member", "invitation"]),
  name: z.string(),
  email: z.string(),
  state: z.enum(personStates),
  /** Of an invitation: until when it works. */
  expiresAt: instant,
  /** Of an invitation: it ran out, or whoever sent it may give its roles no more; it can be sent again. */
  over: z.boolean(),
  lastSignIn: instant,
  roles: z.array(
    z.object({ role: z.string(), location: z.string().nullable(), lastDay: z.string().nullable() }),
  ),
});
export type PersonRow = z.output<typeof row>;

const programme = sql.raw(`'${PROGRAMME}'::uuid`);

/** Everybody of a company or of the programme's staff, and whose invitation waits (U1). */
const people: List<PersonRow> = {
  name: "people",
  table: sql`(
    select m.partner_id, m.user_id as id, 'member' as kind, u.name, u.email, null::timestamptz as expires_at, false as over,
      case when m.ended_at is not null or u.disabled_at is not null then 'disabled' when m.joined_at is null then 'invited' else 'active' end as state,
      (select coalesce(jsonb_agg(jsonb_build_object('role', g.role, 'locationId', g.location_id, 'lastDay', g.last_day)
          order by g.location_id nulls first, g.role), '[]') from role_grants g
        where g.partner_id = m.partner_id and g.user_id = m.user_id and grant_holds(g.ends_at, ${sql.placeholder("now")}::timestamptz)) as held
    from memberships m join users u on u.id = m.user_id
    union all
    select ${programme}, u.id, 'member', u.name, u.email, null, false, case when u.disabled_at is null then 'active' else 'disabled' end, s.held
    from users u join (select user_id, jsonb_agg(jsonb_build_object('role', role, 'locationId', null, 'lastDay', null) order by role) as held
      from operator_grants group by user_id) s on s.user_id = u.id
    union all
    select i.partner_id, i.id, 'invitation', i.email, i.email, i.expires_at,
      i.expires_at <= ${sql.placeholder("now")}::timestamptz or not invitation_stands(i, ${sql.placeholder("now")}::timestamptz), 'invited', i.roles
    from invitations i where i.accepted_at is null and i.withdrawn_at is null and i.roles <> '[]')`,
  id: { column: sql`l.id`, kind: "uuid" },
  own: sql`l.partner_id = ${sql.placeholder("house")}::uuid`,
  joins: sql`left join last_entered(${sql.placeholder("house")}::uuid) e on e.user_id = l.id`,
  columns: sql`l.id, l.kind, l.name, l.email, l.state, l.expires_at as "expiresAt", l.over, e.at as "lastSignIn",
    (select coalesce(jsonb_agg(jsonb_build_object('role', h ->> 'role', 'lastDay', h ->> 'lastDay', 'location', p.name)), '[]')
      from jsonb_array_elements(l.held) h left join locations p on p.id = (h ->> 'locationId')::uuid) as roles`,
  row,
  search: { fits: has(sql`search_text(concat_ws(' ', l.name, l.email))`) },
};

/** Whose people, and over whose the reader has authority. */
type Listed = Pick<House, "id" | "everywhere"> & { places: readonly { id: string }[] };

/**
 * By name unless asked otherwise; found by words of name and address. An admin of single locations sees who has a role there,
 * for the whole company, or none (U1).
 */
export function listPeople(
  tx: Tx<Manager>,
  house: Listed,
  query: PeopleQuery = peopleQuery.parse({}),
): Promise<Page<PersonRow>> {
  return listPage(tx, people, askFor(tx, house, query));
}

/** K4: all of them, for a file. */
export function peopleRows(tx: Tx<Manager>, house: Listed, query: PeopleQuery): FileRows {
  const ask = askFor(tx, house, { ...query, after: null });
  return { list: people, ask, joins: people.joins ?? sql`` };
}

const offer = {
  orders: { name: { by: sql`l.name`, kind: "text" } },
  filters: { state: oneOf(sql`l.state`) },
} satisfies Offer<string>;

function askFor({ now }: Tx<Manager>, { id, everywhere, places }: Listed, query: PeopleQuery): Ask {
  const here = sql`(l.held = '[]' or exists (select from jsonb_array_elements(l.held) h
    where h ->> 'locationId' is null or h ->> 'locationId' = any (${sql.placeholder("places")}::text[])))`;
  const own = everywhere ? {} : { places: places.map((one) => one.id) };
  return askOf(offer, query, {
    where: everywhere ? sql`true` : here,
    values: { house: id, now, ...own },
    shape: everywhere ? "everywhere" : "places",
  });
}
