import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import vm from "node:vm";
import { gzipSync } from "node:zlib";
import { z } from "zod";
import { round, type Figure } from "./figures";

const DIST = ".next-bench";
const manifest = z.record(
  z.string(),
  z.object({ entryJSFiles: z.record(z.string(), z.array(z.string())) }),
);

/**
 * What scripts each page of the build has over the bare page, compressed: those of the page and of the layouts around it. What
 * a page fetches only when somebody uses it, or when it fails, is told of beside it by its size alone.
 */
export function measureScripts(): Figure[] {
  const pages = readdirSync(path.join(DIST, "server/app"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("page_client-reference-manifest.js"))
    .flatMap((file) => scriptsIn(path.join(DIST, "server/app", file)));
  const bare = new Set(pages.find(({ page }) => page === "/bare/page")?.scripts);
  const sizes = new Map<string, number>();
  const sizeOf = (file: string) => {
    const size = sizes.get(file) ?? gzipSync(readFileSync(path.join(DIST, file))).length;
    sizes.set(file, size);
    return size;
  };
  const found = pages
    .map(({ page, scripts }) => {
      const own = scripts.filter((file) => !bare.has(file));
      return { page, "JS gz KB": round(own.reduce((sum, file) => sum + sizeOf(file), 0) / 1_024) };
    })
    .sort((a, b) => b["JS gz KB"] - a["JS gz KB"]);
  console.log("JavaScript over the bare page's, the most first");
  console.table(found.slice(0, 8));
  const list = found.find(({ page }) => page.endsWith("/engagements/[slug]/customers/page"));
  const most = found[0]?.["JS gz KB"] ?? Number.NaN;
  const ofList = list?.["JS gz KB"] ?? Number.NaN;
  return [
    { what: "JavaScript over bare, the most of a page", figure: most, unit: " KB", goal: 15 },
    { what: "JavaScript over bare, Customers page", figure: ofList, unit: " KB", goal: 8 },
  ];
}

/** Each page that a manifest tells of, with its scripts; those of pages about errors aside. */
function scriptsIn(file: string): { page: string; scripts: string[] }[] {
  const scope: { globalThis?: object; __RSC_MANIFEST?: unknown } = {};
  scope.globalThis = scope;
  vm.runInNewContext(readFileSync(file, "utf8"), scope);
  return Object.entries(manifest.parse(scope.__RSC_MANIFEST)).map(([page, { entryJSFiles }]) => {
    const shown = Object.entries(entryJSFiles).filter(([entry]) => /\/(page|layout)$/.test(entry));
    return { page, scripts: [...new Set(shown.flatMap(([, files]) => files))] };
  });
}
