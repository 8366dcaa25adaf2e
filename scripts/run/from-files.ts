import { readFileSync } from "node:fs";
import { addressSettings, oneHost } from "@/db/address";
import { systemCode } from "./folders";

/** The settings that may stand in a file: secrets, which a machine gives as files (O21). */
export const secretNames = [
  ...addressSettings,
  "APP_SECRET",
  "RESEND_API_KEY",
  "RESEND_WEBHOOK_SECRET",
  "ENTRA_CLIENT_SECRET",
  "OIDC_PROVIDERS",
  "ERROR_HOOK",
  "BACKUP_KEY",
  "S3_ACCESS_KEY_ID",
  "S3_SECRET_ACCESS_KEY",
] as const;

/**
 * An environment without what is set to nothing, and with the text of the file that `NAME_FILE` names as
 * `NAME`, for each secret; an address with several hosts as `oneHost` gives it. What cannot be read is left out: `problemsOf` tells it.
 */
export function filled(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return read(env).env;
}

/** A sentence for each file that cannot be read, is empty, or says what is set already (O21). */
export function fileProblems(env: NodeJS.ProcessEnv): string[] {
  return read(env).problems;
}

function read(env: NodeJS.ProcessEnv): { env: NodeJS.ProcessEnv; problems: string[] } {
  const set = Object.entries(env).filter(([, value]) => value?.trim());
  const found: NodeJS.ProcessEnv = { NODE_ENV: env.NODE_ENV, ...Object.fromEntries(set) };
  const problems: string[] = [];
  for (const name of secretNames) {
    const file = found[`${name}_FILE`];
    if (file === undefined) continue;
    Reflect.deleteProperty(found, `${name}_FILE`);
    if (found[name] !== undefined) {
      problems.push(`${name}_FILE and ${name} are both set: unset one of them.`);
      continue;
    }
    const text = textOf(file);
    if (typeof text === "string") found[name] = text;
    else problems.push(`${name}_FILE names a file that ${text.is}: ${file}.`);
  }
  for (const name of addressSettings) {
    const address = found[name];
    if (address !== undefined) found[name] = oneHost(address);
  }
  return { env: found, problems };
}

function textOf(file: string): string | { is: string } {
  try {
    return readFileSync(file, "utf8").trim() || { is: "is empty" };
  } catch (error) {
    const code = systemCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return { is: "is not there" };
    return { is: code === "EISDIR" ? "is a folder" : "this user may not read" };
  }
}
