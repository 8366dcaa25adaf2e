import { createHash } from "node:crypto";

/**
 * The hash by which the log knows a fact without telling it: of its values in their order, as the
 * database forms it with `sha256(convert_to(jsonb_build_array(…)::text, 'UTF8'))`.
 */
export function fingerprint(values: readonly (string | number | boolean | null)[]): string {
  const text = `[${values.map((value) => JSON.stringify(value)).join(", ")}]`;
  return createHash("sha256").update(text).digest("hex");
}
