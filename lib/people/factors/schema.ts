import { z } from "zod";
import { line } from "../../input";
import { assertion, inForm, registration } from "./passkey.schema";

const goesOn = { callbackUrl: z.string().max(1_000).default("/") };
const code = line(40).pipe(z.string().min(1, "required"));
/** As apps show it: in two halves. */
const digits = code.transform((text) => text.replace(/\s/g, ""));
const offer = z.string().max(4_000, "offer_over");

export const setUpInput = z.object({ ...goesOn, code: digits, offer });
export const codeInput = z.object({ ...goesOn, code });
export const passkeyInput = z.object({ ...goesOn, response: inForm(assertion) });
export const addInput = z.object({
  ...goesOn,
  offer,
  name: line(60).pipe(z.string().min(1, "required")),
  response: inForm(registration),
});
