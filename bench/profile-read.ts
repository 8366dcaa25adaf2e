import { existsSync, readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const profile = z.object({
  nodes: z.array(
    z.object({
      id: z.number(),
      callFrame: z.object({
        functionName: z.string(),
        url: z.string(),
        lineNumber: z.number(),
        columnNumber: z.number(),
      }),
      children: z.array(z.number()).default([]),
    }),
  ),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
});
/** Code that the build itself added has no place in the sources. */
const original = z.object({ originalSource: z.string(), originalLine: z.number() });
type Frame = z.infer<typeof profile>["nodes"][number]["callFrame"];
type Place = { part: string; name: string; ours: boolean };
type Share = { share: number; name: string };

/** What a profile of a web server says: shares of its busy time, in percent. */
export type Reading = {
  /** By package, or by what the engine did. */
  parts: Share[];
  /** By function, itself alone. */
  own: Share[];
  /** By function of the product, with all that it calls. */
  ours: Share[];
};

/** Reads a `.cpuprofile`; functions are named as in the sources, by the build's maps. */
export function readProfile(file: string): Reading {
  const { nodes, samples, timeDeltas } = profile.parse(JSON.parse(readFileSync(file, "utf8")));
  const self = new Map<number, number>();
  for (const [n, id] of samples.entries()) self.set(id, (self.get(id) ?? 0) + (timeDeltas[n] ?? 0));
  const byId = new Map(nodes.map((node) => [node.id, { ...node, place: placeOf(node.callFrame) }]));
  const [parts, own, ours] = [
    new Map<string, number>(),
    new Map<string, number>(),
    new Map<string, number>(),
  ];
  let busy = 0;
  const walk = (id: number, above: ReadonlySet<string>): number => {
    const node = byId.get(id);
    if (!node) return 0;
    const { place, children, callFrame } = node;
    const idle = callFrame.functionName === "(idle)";
    const spent = idle ? 0 : (self.get(id) ?? 0);
    busy += spent;
    add(parts, place.part, spent);
    add(own, `${place.name} · ${place.part}`, spent);
    const first = place.ours && !above.has(place.name);
    const inner = first ? new Set(above).add(place.name) : above;
    const whole = children.reduce((sum, child) => sum + walk(child, inner), spent);
    if (first) add(ours, place.name, whole);
    return whole;
  };
  const root = nodes[0]?.id;
  if (root !== undefined) walk(root, new Set());
  return { parts: top(parts, busy), own: top(own, busy), ours: top(ours, busy) };
}

function add(map: Map<string, number>, key: string, value: number): void {
  map.set(key, (map.get(key) ?? 0) + value);
}

function top(map: Map<string, number>, of: number): Share[] {
  return [...map]
    .map(([name, spent]) => ({ share: (spent / of) * 100, name }))
    .sort((a, b) => b.share - a.share);
}

function placeOf({ functionName, url, lineNumber, columnNumber }: Frame): Place {
  if (url === "") return { part: functionName, name: functionName, ours: false };
  if (!url.startsWith("file:"))
    return { part: url.startsWith("node:") ? "node" : url, name: functionName, ours: false };
  const file = fileURLToPath(url);
  const entry = original.safeParse(mapOf(file)?.findEntry(lineNumber, columnNumber)).data;
  const source = entry?.originalSource ?? file;
  const line = entry ? `:${String(entry.originalLine + 1)}` : "";
  const name = `${functionName} ${path.basename(source)}${line}`;
  const ours = /(?:^|\/)((?:app|lib|components|db|messages)\/.*)/.exec(source)?.[1];
  if (
    vendorOf(source) === null &&
    vendorOf(file) === null &&
    !source.startsWith("webpack:") &&
    ours !== undefined
  )
    return { part: "ours", name: `${functionName} ${ours}${line}`, ours: true };
  return { part: partOf(file, source), name, ours: false };
}

/** React stands within Next. */
function partOf(file: string, source: string): string {
  const compiled = /react-server-dom[a-z-]*(server|client)|react-dom/.exec(source)?.[0];
  return compiled ?? vendorOf(source) ?? vendorOf(file) ?? path.basename(file);
}

function vendorOf(name: string): string | null {
  return /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name)?.[1] ?? null;
}

const maps = new Map<string, SourceMap | null>();

function mapOf(file: string): SourceMap | null {
  const known = maps.get(file);
  if (known !== undefined) return known;
  const name = `${file}.map`;
  const map = existsSync(name) ? read(name) : null;
  maps.set(file, map);
  return map;
}

function read(file: string): SourceMap | null {
  const payload: unknown = JSON.parse(readFileSync(file, "utf8"));
  const isMap = typeof payload === "object" && payload !== null && "mappings" in payload;
  return isMap ? new SourceMap(payload as ConstructorParameters<typeof SourceMap>[0]) : null;
}
