import { z } from "zod";

export type Identifier = { kind: "tenant"; id: string } | { kind: "tpid"; tpid: number };

/**
 * Reads the one field "Customer TPID / Tenant ID" (S23): a GUID in any case, with or without
 * hyphens and braces, or a TPID number; white space is nothing. Null for what is neither.
 */
export function parseIdentifier(text: string): Identifier | null {
  if (plainGuid.test(text)) return { kind: "tenant", id: text };
  const bare = text.replace(/[\s\u200B-\u200D\u2060\uFEFF]/gu, "").toLowerCase();
  const guid =
    /^(\{|\()?([0-9a-f]{8})(-?)([0-9a-f]{4})\3([0-9a-f]{4})\3([0-9a-f]{4})\3([0-9a-f]{12})(\}|\))?$/.exec(
      bare,
    );
  if (guid && `${guid[1] ?? ""}${guid[8] ?? ""}`.match(/^(|\{\}|\(\))$/)) {
    return { kind: "tenant", id: [guid[2], guid[4], guid[5], guid[6], guid[7]].join("-") };
  }
  const tpid = /^\d{1,15}$/.test(bare) ? Number(bare) : 0;
  return tpid > 0 ? { kind: "tpid", tpid } : null;
}

const plainGuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The optional field "Customer TPID / Tenant ID". */
export const customerIdentifier = z
  .string()
  .trim()
  .max(64)
  .refine((text) => text === "" || parseIdentifier(text) !== null, "invalid_identifier");

/** S28: the usual reasons why an e-mail's domain is not one of the tenant's (wizards.json, `mismatch`). */
export const mismatchReasons = [
  "group_company",
  "new_domain",
  "renamed",
  "supplier",
  "other",
] as const;
export type MismatchReason = (typeof mismatchReasons)[number];
