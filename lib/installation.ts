import type { Database } from "@/db/client";
import { getConfig } from "./config";

export type Installation = { id: string; kind: "demonstration" | "test" | "production" };

/** Who runs the programme, as people outside are told (P3). A text that is not filled in yet is empty. */
export type Programme = {
  name: string;
  /** Who e-mails come from; empty: the product itself. */
  senderName: string;
  organisation: string;
  address: string;
  email: string;
  privacy: string;
  keptYears: number;
};

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

/** Whether e-mail reaches people: through the provider, or, in a demonstration or trial, in the mailbox here. */
export function sendsMail(): boolean {
  return getConfig().RESEND_API_KEY !== undefined || getConfig().DEMO;
}

/** Throws when the clock is to be shifted where real people's deadlines run. */
export async function refuseShiftedClock(db: Database): Promise<void> {
  if (getConfig().CLOCK_OFFSET_MS === 0 || (await isForShow(db))) return;
  throw new Error("CLOCK_OFFSET_MS is for demonstrations and tests alone: unset it.");
}

/** Who runs the programme, as it stands now. Everything is empty while nobody has set it up (P1). */
export async function programmeOf(db: Pick<Database, "query">): Promise<Programme> {
  const [row] = await db.query<Programme>(
    `select name, sender_name as "senderName", organisation, address, email, privacy, kept_years as "keptYears"
     from programme`,
  );
  return row ?? notSetUp;
}

const notSetUp: Programme = {
  name: "",
  senderName: "",
  organisation: "",
  address: "",
  email: "",
  privacy: "",
  keptYears: 7,
};

/** Whether people outside can be told who asks them: without all of it nobody is asked (D10, P3). */
export function isWhole({ organisation, address, email, privacy }: Programme): boolean {
  return [organisation, address, email, privacy].every((text) => text !== "");
}

async function isForShow(db: Database): Promise<boolean> {
  return getConfig().DEMO && (await installationOf(db)).kind !== "production";
}

async function read(db: Database): Promise<Installation> {
  const [row] = await db.query<Installation>("select id, kind from installation", []);
  if (!row) throw new Error("the database does not say what this installation is");
  return row;
}
