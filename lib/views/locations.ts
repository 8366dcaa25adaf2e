import { administers, authorize } from "../access/authorize";
import type { Tx } from "../ctx";
import { toDoOf, type ToDo } from "../partners/enrolment/rules";
import { listMyLocations, type Location } from "../partners/queries";

export type LocationLine = Pick<
  Location,
  "id" | "name" | "mpnId" | "city" | "country" | "enrolment" | "payeeProfile"
> & {
  /** What waits for the reader; null: nothing, or it waits for an incentives admin. */
  toDo: ToDo | null;
};

/** P27: the locations at which the reader works, with where each stands. Throws `no_role`. */
export async function locationsPage(tx: Tx): Promise<{ rows: LocationLine[] }> {
  authorize(tx, "locations.read");
  const { actor } = tx;
  const rows = await listMyLocations(tx);
  return {
    rows: rows.map(({ id, name, mpnId, city, country, enrolment, payeeProfile }) => ({
      ...{ id, name, mpnId, city, country, enrolment, payeeProfile },
      toDo: administers(actor, id) ? toDoOf({ enrolment, payeeProfile }) : null,
    })),
  };
}

/** P27: those of them that wait for the reader. Throws `no_role`. */
export async function waitingLocations(tx: Tx): Promise<LocationLine[]> {
  return (await locationsPage(tx)).rows.filter(({ toDo }) => toDo !== null);
}
