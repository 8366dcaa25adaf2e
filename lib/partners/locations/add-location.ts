import { locations } from "@/db/schema";
import { record } from "../../audit/record";
import type { Operator, System, Tx } from "../../ctx";
import { refuse } from "../../errors";
import { editorOf } from "../add-partner";
import type { LocationFields } from "../schema";
import { proposedTimeZone } from "./time-zone.rules";

/**
 * A step: a company has a location (P26), which has yet to enrol.
 * Refuses with `mpn_id_taken`, and with `which_time_zone` where neither its country nor its city tells.
 * @param options its id, where it is known before
 */
export async function addLocation(
  tx: Tx<Operator> | Tx<System>,
  partnerId: string,
  fields: LocationFields,
  options: { id?: string } = {},
): Promise<string> {
  const after = inItsZone(fields);
  const [made] = await tx.db
    .insert(locations)
    .values({
      ...options,
      ...after,
      partnerId,
      enrolment: "invited",
      payeeProfile: "missing",
      changedAt: tx.now,
      changedBy: editorOf(tx),
    })
    .returning({ id: locations.id });
  if (!made) throw new Error("the location was not written");
  await record(tx, { event: "location.created", subjectId: made.id, partnerId, data: { after } });
  return made.id;
}

/** With the time zone of its country where none is given. Refuses with `which_time_zone`. */
export function inItsZone(fields: LocationFields): LocationFields {
  const timeZone = fields.timeZone || proposedTimeZone(fields);
  if (timeZone === null) refuse([{ field: "timeZone", code: "which_time_zone" }]);
  return { ...fields, timeZone };
}
