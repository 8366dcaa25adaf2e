import { Refusal, type FieldError } from "./errors";

/** A thing that several people edit: which state of it this is, and the name of whoever changed it last. */
export type Edited = { revision: number; changedByName: string | null };

type Value = string | number | boolean | null;

/**
 * P4: which of these fields somebody changes, as they were and as they will be; null: none, also when it stands so by
 * now, as for who sends a form again that had no answer. What another changed since `seen`, the state that was on the
 * page, is told field by field and not overwritten.
 * Refuses with `changed_meanwhile`.
 */
export function changesOf<Name extends string>(
  names: readonly Name[],
  {
    stands,
    wanted,
    seen,
  }: { stands: Record<Name, Value> & Edited; wanted: Record<Name, Value>; seen: number },
): { before: Record<string, Value>; after: Record<string, Value> } | null {
  const differing = names.filter((name) => stands[name] !== wanted[name]);
  if (differing.length === 0) return null;
  if (stands.revision !== seen) {
    const name = stands.changedByName;
    const fields = differing.map((field): FieldError => ({
      field,
      code: "stands_now",
      params: { value: String(stands[field] ?? "") || "–" },
    }));
    throw changedBy(name, fields);
  }
  const pick = (from: Record<Name, Value>) =>
    Object.fromEntries(differing.map((name) => [name, from[name]]));
  return { before: pick(stands), after: pick(wanted) };
}

/**
 * P4: that somebody else was first.
 * @param name who; null: an import; undefined: nobody can say
 * @param fields what stands now at each field that differs
 */
export function changedBy(name: string | null | undefined, fields: FieldError[] = []): Refusal {
  const by = name === undefined ? "somebody" : name === null ? "import" : "person";
  return new Refusal("changed_meanwhile", { params: { by, name: name ?? "" } }, fields);
}
