import type { z } from "zod";
import { isErrorCode } from "@/messages";
import { pathOf, readJson, type Wrong } from "./json.rules";
import { catalogueSchema, type Catalogue } from "./schema";

/** What a file says as a catalogue (P16), or all that is wrong with it, each with its place. */
export function readCatalogue(text: string): { catalogue: Catalogue } | { wrong: Wrong[] } {
  const read = readJson(text.replace(/^\u{FEFF}/u, ""));
  if ("wrong" in read) return read;
  const { success, data, error } = catalogueSchema.safeParse(read.value, { reportInput: true });
  return success ? { catalogue: data } : { wrong: error.issues.flatMap((issue) => wrongOf(issue)) };
}

function wrongOf(issue: z.core.$ZodIssue, above: PropertyKey[] = []): Wrong[] {
  const path = [...above, ...issue.path];
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ path: pathOf([...path, key]), code: "catalogue_unknown" }));
  // Of what may be said in several ways the one is told that came nearest.
  if (issue.code === "invalid_union") {
    const nearest = issue.errors.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)[0];
    if (nearest && depth(nearest) > 0) return nearest.flatMap((one) => wrongOf(one, path));
  }
  const isMissing = issue.code === "invalid_type" && issue.input === undefined;
  const code = isErrorCode(issue.message)
    ? issue.message
    : isMissing
      ? "required"
      : "catalogue_value";
  return [{ path: pathOf(path), code }];
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(
    0,
    ...issues.map((one) => one.path.length + (one.code === "unrecognized_keys" ? 1 : 0)),
  );
}
