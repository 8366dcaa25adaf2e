import { surveyRequirements, type PoeRequirement, type Template } from "@/db/schema/states";
import type { Requirement } from "../rules";

/** One thing that the proof of a claim is made of (W3, P14); what is not required may be left out. */
export type Part = { requirement: Requirement; optional: boolean };

/**
 * P14: what the proof of a claim is made of, in the order of its version: what its consent fixed is required, what
 * its version offers besides may be left out.
 */
export function partsOf(
  requires: readonly Requirement[],
  poe: readonly PoeRequirement[],
): readonly Part[] {
  const kinds = [...new Set([...poe.map(({ kind }) => kind), ...requires])];
  return kinds.map((requirement) => ({ requirement, optional: !requires.includes(requirement) }));
}

/** W3, P14: whether files are taken for a requirement: it is part of the proof, and no survey. */
export function takesFiles(
  requires: readonly Requirement[],
  poe: readonly PoeRequirement[],
  requirement: Requirement,
): boolean {
  if (surveyRequirements.includes(requirement)) return false;
  return partsOf(requires, poe).some((part) => part.requirement === requirement);
}

/**
 * P14: the template that a round is given which began on this day: of those whose day had come the last one, so that a
 * later one changes nothing for it; null: there is none yet.
 */
export function templateOn(
  day: string,
  { templates = [] }: Pick<PoeRequirement, "templates">,
): Template | null {
  const begun = templates.filter(({ validFrom }) => validFrom <= day);
  return begun.sort((a, b) => a.validFrom.localeCompare(b.validFrom)).at(-1) ?? null;
}
