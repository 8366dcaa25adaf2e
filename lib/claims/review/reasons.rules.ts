import { surveyRequirements } from "@/db/schema/states";

/** A reason of the programme's (P9), and with what it can be wrong. */
export type ReviewReason = { key: string; about: readonly string[] };

/**
 * W12: what can be wrong with proof of a kind (P14), or with the whole claim (`general`): what names it first, then what
 * is said of all files or all surveys; "other" last.
 */
export function codesFor(requirement: string, reasons: readonly ReviewReason[]): string[] {
  const all = surveyRequirements.includes(requirement) ? "surveys" : "files";
  const about = requirement === "general" ? ["general"] : [requirement, all];
  const codes = about.flatMap((one) =>
    reasons.filter((reason) => reason.about.includes(one)).map(({ key }) => key),
  );
  return [...new Set(codes)].sort((a, b) => Number(a === "other") - Number(b === "other"));
}
