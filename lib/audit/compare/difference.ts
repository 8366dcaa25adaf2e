import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";

const kinds = [
  ...(["round", "contact", "request", "decision", "consent"] as const),
  ...(["claim", "review", "document", "survey", "comment"] as const),
  ...(["domain", "ban", "operator"] as const),
  ...(["enrolment", "payee"] as const),
  ...(["payment", "payment_run"] as const),
  ...(["partner", "location", "qualification"] as const),
  "tenant",
  ...(["membership", "role", "invitation", "known"] as const),
] as const;

/** A fact that is not as the log says. */
export const difference = z.object({
  kind: z.enum(kinds),
  id: z.string(),
  chain: z.string(),
  fault: z.enum(["differs", "not_in_log", "gone"]),
});
export type Difference = z.output<typeof difference>;

/** A fingerprint of values, as `fingerprint` forms it. */
export const print = (values: SQL) =>
  sql`encode(sha256(convert_to(jsonb_build_array(${values})::text, 'UTF8')), 'hex')`;

/** Whether people's words left a row `l` of the log: they can be compared no more (O23). */
export const erased = sql`(l.words is not null and l.words_salt is null)`;
