import type { Database } from "@/db/client";
import { getConfig } from "./config";

export type Installation = { id: string; kind: "demonstration" | "test" | "production" };

const kept = new WeakMap<Database, Promise<Installation>>();

/** What this installation is; read once for each pool, for it never changes. */
export function installationOf(db: Database): Promise<Installation> {
  let found = kept.get(db);
  if (!found) {
    found = read(db);
    kept.set(db, found);
    found.catch(() => kept.delete(db));
  }
  return found;
}

/** Whether anybody may choose a person to be: in demo mode, on the demonstration's own database alone. */
export async function hasPersonas(db: Database): Promise<boolean> {
  return getConfig().DEMO && (await installationOf(db)).kind === "demonstration";
}

/** Whether e-mail stays on this machine and can be read there; never where real people are written to. */
export async function hasMailbox(db: Database): Promise<boolean> {
  return !getConfig().RESEND_API_KEY && (await isForShow(db));
}

/** Throws when the clock is to be shifted where real people's deadlines run. */
export async function refuseShiftedClock(db: Database): Promise<void> {
  if (getConfig().CLOCK_OFFSET_MS === 0 || (await isForShow(db))) return;
  throw new Error("CLOCK_OFFSET_MS is for demonstrations and tests alone: unset it.");
}

async function isForShow(db: Database): Promise<boolean> {
  return getConfig().DEMO && (await installationOf(db)).kind !== "production";
}

async function read(db: Database): Promise<Installation> {
  const [row] = await db.query<Installation>("select id, kind from installation", []);
  if (!row) throw new Error("the database does not say what this installation is");
  return row;
}
