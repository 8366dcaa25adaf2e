import { readFileSync } from "node:fs";
import { z } from "zod";

/** The ids that open pages may still send: for each action (`app/…/actions.ts#name`) its id. */
export const keptFile = "app/action-ids.json";

const manifest = z.object({
  node: z.record(z.string(), z.object({ filename: z.string(), exportedName: z.string() })),
});

/** The ids of the present build's actions. */
export function builtActionIds(): Record<string, string> {
  const text = readFileSync(".next/server/server-reference-manifest.json", "utf8");
  const found = Object.entries(manifest.parse(JSON.parse(text)).node);
  return Object.fromEntries(
    found.map(([id, { filename, exportedName }]) => [`${filename}#${exportedName}`, id]),
  );
}

/** The ids that were written down when their actions came. */
export function keptActionIds(): Record<string, string> {
  return z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(keptFile, "utf8")));
}
