import { z } from "zod";

/**
 * A domain name as it is stored and compared: ASCII (punycode), lower case, no dot at the end.
 * Takes both spellings of an internationalised domain (D2). Null for what is no domain name.
 */
export function asciiDomain(text: string): string | null {
  if (plainDomain.test(text) && text.length <= 253) return text;
  const name = text.trim().replace(/[.。．｡]$/u, "");
  if (name === "" || name.length > 253 || /[\s/\\?#@:%[\]<>^|]/u.test(name)) return null;
  if (!URL.canParse(`http://${name}`)) return null;
  const domain = new URL(`http://${name}`).hostname;
  return domain.length <= 253 && goodDomain.test(domain) && !/\.\d+$/.test(domain) ? domain : null;
}

const label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const goodDomain = new RegExp(`^(?:${label}\\.)+${label}$`);
/** A good domain that needs no conversion: no internationalised label, nothing like an address. */
const plainDomain = new RegExp(`^(?:(?!xn--)${label}\\.)+[a-z]{2,63}$`);

/** The domain of an e-mail address, as `asciiDomain` gives it; null for what is no e-mail address. */
export function emailDomain(email: string): string | null {
  const address = email.trim();
  const at = address.lastIndexOf("@");
  const local = address.slice(0, Math.max(at, 0));
  if (local === "" || local.length > 64 || !/^[^\s@"(),:;<>[\\\]]+$/u.test(local)) return null;
  if (local.startsWith(".") || local.endsWith(".") || local.includes("..")) return null;
  return asciiDomain(address.slice(at + 1));
}

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

/** The field "Customer e-mail": an address whose domain may be internationalised. */
export const customerEmail = z
  .string()
  .trim()
  .min(1, "required")
  .max(254)
  .refine((email) => emailDomain(email) !== null, "invalid_email");

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
