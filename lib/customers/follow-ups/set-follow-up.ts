import { and, eq } from "drizzle-orm";
import { followUps, locations } from "@/db/schema";
import { authorize, worksAt } from "../../access/authorize";
import { fingerprint } from "../../audit/fingerprint";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { getSeenCustomer, isSeenAt } from "../notes/queries";
import { listColleagues, worksThere } from "../owners/queries";
import { dayAt } from "./rules";
import type { FollowUpInput } from "./schema";

/**
 * K6: sets a day at a location on which somebody who works there does something about a customer: it waits in Attention
 * from that day on.
 * Refuses with `not_found` for a customer that the actor does not see, or a location that is not theirs or from which
 * the customer is not seen; with `owner_elsewhere`, and as `dayAt`.
 * @returns the customer's id, which may be another's by now (P18)
 */
export async function setFollowUp(ctx: Ctx, input: FollowUpInput): Promise<string> {
  authorize(ctx, "follow_ups.keep");
  const { actor, now } = ctx;
  return transaction(ctx, async (tx) => {
    const customer = await getSeenCustomer(tx, input.customer);
    const [place] = await tx.db
      .select({ timeZone: locations.timeZone })
      .from(locations)
      .where(and(eq(locations.partnerId, actor.partnerId), eq(locations.id, input.place)));
    if (!place || !worksAt(actor, input.place) || !isSeenAt(customer, input.place))
      throw new Refusal("not_found");
    const owner = (await listColleagues(tx)).find(({ id }) => id === input.assignee);
    if (!owner || !worksThere(owner, input.place))
      throw new Refusal("owner_elsewhere", { field: "assignee" });
    const when = dayAt(input.day, place.timeZone, now);
    const [set] = await tx.db
      .insert(followUps)
      .values({
        ...{ partnerId: actor.partnerId, tenantId: customer.id, locationId: input.place },
        ...{ ownerId: owner.id, line: input.line, timeZone: place.timeZone, ...when },
        ...{ createdAt: now, createdBy: actor.userId },
      })
      .returning({ id: followUps.id });
    if (!set) throw new Error("the follow-up was not written");
    await record(tx, {
      event: "follow_up.set",
      subjectId: set.id,
      data: {
        ...{ tenantId: customer.id, locationId: input.place, ownerId: owner.id, day: input.day },
        proof: fingerprint([input.line]),
      },
    });
    return customer.id;
  });
}
