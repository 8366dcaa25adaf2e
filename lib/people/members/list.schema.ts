import type { z } from "zod";
import { listQuery, several } from "../../lists/schema";

/** Where somebody stands in a company. */
export const personStates = ["active", "invited", "disabled"] as const;

/** What the address of the people says. */
export const peopleQuery = listQuery(["name", "-name"], { state: several(personStates) });
export type PeopleQuery = z.output<typeof peopleQuery>;
