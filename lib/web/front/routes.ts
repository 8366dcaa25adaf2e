import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

/** One step of an address: what may follow it, and the route that ends there. */
type Step = { named: Map<string, Step>; any?: Step; rest?: string; route?: string };

const step = (): Step => ({ named: new Map() });

/** Says of an address which of our routes it is, in the words of the code: `/claims/[claimNumber]`. */
export type Routes = (url: string) => string;

/**
 * Makes that of the names of routes. What has no route is `other`, files are `static`: whatever somebody asks for, the
 * answer is one of few words of ours, and no part of the address (a link's token may be one).
 */
export function routesOf(names: readonly string[]): Routes {
  const root = step();
  for (const name of names) add(root, name);
  return (url) => {
    const [whole = ""] = url.split(/[?#]/, 1);
    if (whole.startsWith("/_next/")) return "static";
    const parts = whole.split("/").filter((part) => part !== "");
    return find(root, parts, 0) ?? (/\.[a-z0-9]{2,5}$/i.test(whole) ? "static" : "other");
  };
}

function add(root: Step, name: string): void {
  let at = root;
  for (const part of name.split("/").filter((one) => one !== "")) {
    if (part.startsWith("[[...") || part.startsWith("[...")) {
      at.rest = name;
      if (part.startsWith("[[")) at.route ??= name;
      return;
    }
    if (part.startsWith("[")) at = at.any ??= step();
    else {
      const next = at.named.get(part) ?? step();
      at.named.set(part, next);
      at = next;
    }
  }
  at.route = name;
}

function find(at: Step, parts: readonly string[], from: number): string | undefined {
  const part = parts[from];
  if (part === undefined) return at.route;
  const named = at.named.get(part);
  return (
    (named && find(named, parts, from + 1)) ?? (at.any && find(at.any, parts, from + 1)) ?? at.rest
  );
}

const manifest = z.record(z.string(), z.string());
const place = globalThis as { ownRoutes?: Routes };

/** The routes of this build; in development, where there is no list of them, everything is `other`. */
export function ownRoutes(): Routes {
  return (place.ownRoutes ??= routesOf(readNames()));
}

function readNames(): string[] {
  try {
    const file = path.resolve(/* turbopackIgnore: true */ ".next/app-path-routes-manifest.json");
    return Object.values(manifest.parse(JSON.parse(readFileSync(file, "utf8"))));
  } catch {
    return [];
  }
}
