import { z } from "zod";
import { isCountry } from "@/messages/format/names";
import { namedLine, revision, typedDomain } from "../input";

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

const tenantId = z
  .string("required_tenant_id")
  .max(100)
  .transform((text, context) => {
    const found = parseIdentifier(text);
    if (found?.kind === "tenant") return found.id;
    context.addIssue({
      code: "custom",
      message: text.trim() === "" ? "required_tenant_id" : "invalid_tenant_id",
    });
    return z.NEVER;
  });

/** P18: what is kept of a tenant. Country and TPID may be unknown. */
export const tenantFields = z.object({
  name: z.string("required_name").trim().min(1, "required_name").pipe(namedLine(200)),
  country: z
    .string()
    .default("")
    .refine((code) => code === "" || isCountry(code), "required_country")
    .transform((code) => (code === "" ? null : code)),
  tpid: z
    .string()
    .default("")
    .transform((text) => text.replace(/\s/gu, ""))
    .refine((text) => text === "" || /^[1-9]\d{0,14}$/.test(text), "invalid_tpid")
    .transform((text) => (text === "" ? null : Number(text))),
});

/** Which tenant a form is about. */
export const tenantKey = z.guid("not_found");

export const createTenantInput = tenantFields.extend({ tenantId });
export type CreateTenantInput = z.output<typeof createTenantInput>;

export const changeTenantInput = tenantFields.extend({ tenant: tenantKey, revision });
export type ChangeTenantInput = z.output<typeof changeTenantInput>;

export const tenantDomainInput = z.object({ tenant: tenantKey, domain: typedDomain });
export type TenantDomainInput = z.output<typeof tenantDomainInput>;

/** P18: to whom a domain goes: a tenant ID, a TPID of one tenant, or one of its domains. */
export const whichTenant = z
  .string("required_other_tenant")
  .trim()
  .min(1, "required_other_tenant")
  .max(300);

export const moveDomainInput = tenantDomainInput.extend({ to: whichTenant });
export type MoveDomainInput = z.output<typeof moveDomainInput>;
