import { randomUUID } from "node:crypto";
import { locations } from "@/db/schema";
import { recordAll } from "../../audit/record";
import { insertAll, type Operator, type System, type Tx } from "../../ctx";
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
  { id = randomUUID() }: { id?: string } = {},
): Promise<string> {
  await addLocations(tx, [{ partnerId, id, fields }]);
  return id;
}

/** The same for several, in a few statements: all of them, or none. */
export async function addLocations(
  tx: Tx<Operator> | Tx<System>,
  all: readonly { partnerId: string; id: string; fields: LocationFields }[],
): Promise<void> {
  const begins = { enrolment: "invited", payeeProfile: "missing" } as const;
  const stamp = { changedAt: tx.now, changedBy: editorOf(tx) };
  const made = all.map((one) => ({ ...one, fields: inItsZone(one.fields) }));
  const [first, ...more] = made.map(({ fields, ...ids }) => ({
    ...fields,
    ...ids,
    ...begins,
    ...stamp,
  }));
  if (!first) return;
  await tx.db.execute(insertAll(locations, [first, ...more]));
  await recordAll(
    tx,
    made.map(({ partnerId, id, fields: after }) => ({
      event: "location.created",
      subjectId: id,
      partnerId,
      data: { after },
    })),
  );
}

/** With the time zone of its country where none is given. Refuses with `which_time_zone`. */
export function inItsZone(fields: LocationFields): LocationFields {
  const timeZone = fields.timeZone || proposedTimeZone(fields);
  if (timeZone === null) refuse([{ field: "timeZone", code: "which_time_zone" }]);
  return { ...fields, timeZone };
}
