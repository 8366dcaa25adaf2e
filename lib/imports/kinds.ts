import type { ImportKind } from "./kind";
import { knownKind } from "./kinds/known";
import { partnersKind } from "./kinds/partners";
import { peopleKind } from "./kinds/people";
import { tenantsKind } from "./kinds/tenants";
import type { ImportKindName } from "./schema";

/** What can be imported (P19). */
export const kinds: Record<ImportKindName, ImportKind> = {
  tenants: tenantsKind,
  partners: partnersKind,
  people: peopleKind,
  known: knownKind,
};
