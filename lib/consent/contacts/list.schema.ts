import type { z } from "zod";
import { listQuery } from "../../lists/schema";

/** What the address of the contacts that wait says. */
export const contactsQuery = listQuery(["asked", "-asked"], {});
export type ContactsQuery = z.output<typeof contactsQuery>;
