import { z } from "zod";
import { emailAddress } from "../../input";

/** O24: whose data is asked for. */
export const askPersonInput = z.object({ address: emailAddress() });
export const personRequestInput = z.object({ request: z.guid("not_found") });
export const erasePersonInput = personRequestInput.extend({
  /** How many rows the page said would go, so that nobody agrees to something else. */
  goes: z.coerce.number().int(),
});
export type AskPersonInput = z.output<typeof askPersonInput>;
export type PersonRequestInput = z.output<typeof personRequestInput>;
export type ErasePersonInput = z.output<typeof erasePersonInput>;
