import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { isWithin } from "@/lib/config";

const coded = z.object({ code: z.string() });

/** What the system says of its refusal, such as ENOENT. */
export function systemCode(error: unknown): string | undefined {
  return coded.safeParse(error).data?.code;
}

/** What is kept on this machine, and where without a setting. */
function foldersOf(env: NodeJS.ProcessEnv) {
  const files = env.FILES_DIR ?? path.join(env.DATA_DIR ?? ".data", "files");
  return [
    ["DATA_DIR", env.DATA_DIR],
    ["FILES_DIR", files],
    ["AUDIT_STAMPS", env.AUDIT_STAMPS ?? path.join(path.dirname(files), "audit-stamps")],
  ] as const;
}

/** A sentence for each folder of a setting that cannot be made, or not be written into; touches nothing. */
export function folderProblems(env: NodeJS.ProcessEnv): string[] {
  const told: string[] = [];
  for (const [name, folder] of foldersOf(env)) {
    // What follows from another setting is told with that one.
    const follows = told.length > 0 && env[name] === undefined;
    if (folder === undefined || follows || folder.startsWith("s3://")) continue;
    const why = whyNotKept(name, path.resolve(folder), env[name]);
    if (why !== null) told.push(why);
  }
  return told;
}

/** Whether this program was compiled: it stands in a folder that the next release replaces. */
export const compiled = process.env.IN_ARTEFACT === "1";

function whyNotKept(name: string, folder: string, given: string | undefined): string | null {
  // Of the artefact, and of nobody's data.
  if (compiled && isWithin(process.cwd(), folder))
    return `${name} ${given === undefined ? "is missing" : "lies in the folder of the artefact"}: name a folder outside of ${process.cwd()}, which the next release replaces, such as ${SUCH_AS[name]}.`;
  const why = obstacleTo(folder);
  return why && `${name} must be a folder that can be written into: ${why}.`;
}

/**
 * Where a command writes what somebody named: the whole path. Throws where the next release would replace it with the folder
 * of the artefact.
 */
export function writtenTo(target: string): string {
  const to = path.resolve(target);
  if (compiled && isWithin(process.cwd(), to))
    throw new Error(
      `${to} lies in the folder of the artefact, which the next release replaces: name one outside of it.`,
    );
  return to;
}

const SUCH_AS: Record<string, string> = {
  DATA_DIR: "/var/lib/engagements",
  FILES_DIR: "/var/lib/engagements/files",
  AUDIT_STAMPS: "/var/lib/engagements/audit-stamps",
};

/** Looks at the folder, or at the first one above it that is there. */
function obstacleTo(folder: string): string | null {
  try {
    if (!statSync(folder).isDirectory()) return `${folder} is no folder`;
    accessSync(folder, constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    const code = systemCode(error);
    const above = path.dirname(folder);
    if (code === "ENOENT" && above !== folder) return obstacleTo(above);
    if (code === "ENOTDIR") return `something above ${folder} is no folder`;
    return `this user may not write into ${folder}`;
  }
}
