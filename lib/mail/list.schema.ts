import type { z } from "zod";
import { listQuery, several } from "../lists/schema";

/** The states of an e-mail that did not arrive. */
export const troubles = ["bounced", "complained", "failed"] as const;

/** What the address of the e-mails that did not arrive says. */
export const mailQuery = listQuery(["-made", "made"], { state: several(troubles) });
export type MailQuery = z.output<typeof mailQuery>;
