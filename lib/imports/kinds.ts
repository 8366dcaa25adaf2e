import type { ImportKind } from "./kind";
import { partnersKind } from "./kinds/partners";
import { tenantsKind } from "./kinds/tenants";
import type { ImportKindName } from "./schema";

/** What can be imported (P19). */
export const kinds: Record<ImportKindName, ImportKind> = {
  tenants: tenantsKind,
  partners: partnersKind,
};
