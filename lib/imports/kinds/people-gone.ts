import { eq, sql } from "drizzle-orm";
import { invitations, roleGrants, type InvitedRole } from "@/db/schema";
import type { Operator, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { holds } from "../../partners/queries";
import { getHouse, lockHouse } from "../../people/members/authority.queries";
import { takeRole } from "../../people/members/take-role";
import { takeBack } from "../../people/members/withdraw-invitation";
import type { Gone } from "../kind";

/** What a row says: somebody's role at a place of a company. */
export const rolePair = (partnerId: string, email: string, { role, locationId }: InvitedRole) =>
  `${partnerId} ${email.toLowerCase()} ${role} ${locationId ?? "company"}`;

/**
 * P23: at the companies in the file, roles that hold and are in no row, and open invitations of people who are in none.
 * They are taken as on the page of a company's people: its last admin stays (U4).
 */
export const peopleGone: Gone = {
  act: "partners.people",
  most: 20,
  list: (named, now) => sql`
    with named as materialized (${named}),
      companies as materialized (select distinct split_part(thing, ' ', 1)::uuid as id from named),
      people as materialized (select distinct split_part(thing, ' ', 1) || ' ' || split_part(thing, ' ', 2) as one from named)
    select 'role ' || g.id as thing, c.name || ': ' || u.name || ' <' || u.email || '>' || coalesce(', ' || l.name, '') as name,
      '' as seen, case g.role when 'incentives_admin' then 'admin_role' else 'user_role' end as becomes
    from role_grants g join partners c on c.id = g.partner_id join users u on u.id = g.user_id
      left join locations l on l.id = g.location_id
      join memberships m on m.partner_id = g.partner_id and m.user_id = g.user_id and m.ended_at is null
    where g.partner_id in (select id from companies) and (g.ends_at is null or g.ends_at > ${now.toISOString()})
      and not exists (select from named n where n.thing = concat_ws(' ', g.partner_id, lower(u.email), g.role, coalesce(g.location_id::text, 'company')))
    union all
    select 'invitation ' || i.id, c.name || ': ' || i.email, '', 'invitation' from invitations i join partners c on c.id = i.partner_id
    where i.partner_id in (select id from companies) and i.accepted_at is null and i.withdrawn_at is null and i.roles <> '[]'
      and not exists (select from people p where p.one = i.partner_id || ' ' || lower(i.email))`,
  async remove(tx, removals) {
    for (const { thing } of removals) {
      const [kind, id = ""] = thing.split(" ");
      await (kind === "role" ? removeRole : removeInvitation)(tx, id);
    }
  },
};

async function removeRole(tx: Tx<Operator>, id: string): Promise<void> {
  const held = holds(tx.now);
  const [at] = await tx.db
    .select({ partnerId: roleGrants.partnerId })
    .from(roleGrants)
    .where(eq(roleGrants.id, id));
  if (!at) throw new Refusal("import_gone_moved");
  const house = await getHouse(tx, at.partnerId);
  await lockHouse(tx, house.id);
  const [grant] = await tx.db
    .select({ ...pick, holds: sql<boolean>`${held}` })
    .from(roleGrants)
    .where(eq(roleGrants.id, id));
  if (!grant?.holds) throw new Refusal("import_gone_moved");
  await takeRole(tx, house, grant);
}
const pick = {
  userId: roleGrants.userId,
  role: roleGrants.role,
  locationId: roleGrants.locationId,
};

async function removeInvitation(tx: Tx<Operator>, id: string): Promise<void> {
  const [at] = await tx.db
    .select({ partnerId: invitations.partnerId })
    .from(invitations)
    .where(eq(invitations.id, id));
  if (!at) throw new Refusal("import_gone_moved");
  await takeBack(tx, await getHouse(tx, at.partnerId), id);
}
