import { z } from "zod";
import { saidBarReasons } from "@/db/schema/states";
import { paragraphs, revision } from "../../input";
import { tenantKey } from "../../tenants/schema";

/** P18: why a tenant is not allowed: a usual reason, with words where it is none of them. */
export const barTenantInput = z
  .object({
    tenant: tenantKey,
    revision,
    reason: z.enum(saidBarReasons, { error: "choose_bar_reason" }),
    note: z
      .string()
      .default("")
      .pipe(paragraphs(1_000))
      .transform((text) => (text === "" ? null : text)),
  })
  .refine(({ reason, note }) => reason !== "other" || note !== null, {
    path: ["note"],
    message: "required_bar_note",
  });
export type BarTenantInput = z.output<typeof barTenantInput>;

export const allowTenantInput = z.object({ tenant: tenantKey, revision });
export type AllowTenantInput = z.output<typeof allowTenantInput>;
