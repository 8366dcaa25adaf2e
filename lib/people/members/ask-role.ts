import { and, eq, isNull, or } from "drizzle-orm";
import { locations, memberships, roleGrants, roleRequests, rowOf, users } from "@/db/schema";
import { record } from "../../audit/record";
import { transaction, type Ctx, type PartnerUser, type Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { usualOf } from "../../installation";
import { post } from "../../mail/post";
import { holds, isMember, memberOfGrant } from "../../partners/queries";
import type { AskRoleInput } from "./schema";

/**
 * U5: somebody of a company asks for a role; who can give it there hears of it by e-mail. Everybody of the company may,
 * with or without a role.
 * Refuses with `forbidden` to everybody else, with `place_needed` for a location that is not the company's, and with
 * `role_asked` while an answer waits.
 */
export async function askRole(ctx: Ctx, { role, place, words }: AskRoleInput): Promise<void> {
  if (!isOfCompany(ctx)) throw new Refusal("forbidden");
  await transaction(ctx, async (tx) => {
    const { userId, partnerId, partnerName, name } = tx.actor;
    const locationId = place === "company" ? null : place;
    const location = locationId === null ? null : await nameOf(tx, locationId);
    const [made] = await tx.db
      .insert(roleRequests)
      .values({ partnerId, userId, role, locationId, words, askedAt: tx.now })
      .returning({ id: roleRequests.id });
    if (!made) throw new Error("the request was not written");
    const { language } = await usualOf(tx);
    for (const { email, locale } of await givers(tx, locationId))
      await post(tx, {
        template: "role-asked",
        language: locale ?? language,
        to: email,
        variables: { askerName: name, partnerName, role, locationName: location, words },
        partnerId,
      });
    await record(tx, {
      event: "person.role_asked",
      subjectId: made.id,
      data: { requestId: made.id, role, locationId },
    });
  });
}

function isOfCompany(ctx: Ctx): ctx is Ctx<PartnerUser> {
  return ctx.actor.kind === "partner";
}

async function nameOf(tx: Tx<PartnerUser>, id: string): Promise<string> {
  const [found] = await tx.db
    .select({ name: locations.name })
    .from(locations)
    .where(rowOf(locations, tx.actor.partnerId, id));
  if (!found) throw new Refusal("place_needed", { field: "place" });
  return found.name;
}

/** Who gives roles there: the admins of the location, and of the whole company. */
function givers(tx: Tx<PartnerUser>, locationId: string | null) {
  const everywhere = isNull(roleGrants.locationId);
  return tx.db
    .selectDistinct({ email: users.email, locale: users.locale })
    .from(roleGrants)
    .innerJoin(memberships, memberOfGrant)
    .innerJoin(users, eq(users.id, roleGrants.userId))
    .where(
      and(
        eq(roleGrants.partnerId, tx.actor.partnerId),
        eq(roleGrants.role, "incentives_admin"),
        locationId === null ? everywhere : or(everywhere, eq(roleGrants.locationId, locationId)),
        holds(tx.now),
        isMember,
        isNull(users.disabledAt),
      ),
    )
    .orderBy(users.email);
}
