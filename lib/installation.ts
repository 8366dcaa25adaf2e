import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { programme } from "@/db/schema";
import { getConfig } from "./config";
import { prepared, type Locale, type Tx } from "./ctx";
import type { Named } from "@/messages";

export type Installation = { id: string; kind: "demonstration" | "test" | "production" };

/** Who runs the programme, as people outside are told (P3). A text that is not filled in yet is empty. */
export type Programme = {
  name: string;
  /** Who e-mails come from: the programme, unless its settings say otherwise. */
  senderName: string;
  organisation: string;
  address: string;
  email: string;
  /** The address of the privacy statement; empty: there is none, or its text is kept here. */
  privacy: string;
  /** Whether the statement itself is kept here, in both languages. */
  privacyTexts: boolean;
  keptYears: number;
} & Usual;

/** P3: the language of whoever has chosen none, and where the programme's own days are counted. */
export type Usual = { language: Locale; timeZone: string };
/** What its network calls the number of a location; empty: as the product does. */
export type Words = { locationIdName: string };

/** P3: how the programme looks and speaks, for the frame of every page. */
export type Look = Usual &
  Words & {
    name: string;
    /** Its colours on light and on dark, as #rrggbb; empty: the product's own. */
    accentLight: string;
    accentDark: string;
    /** Where its logo stands: `/brand/{hash}.png`; null: it has none. */
    logo: string | null;
    /** What it calls what it measures, asks and offers (P9), by language; null: nothing yet. */
    offered: Record<"en" | "nl", Named> | null;
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
    `select name, coalesce(nullif(sender_name, ''), name) as "senderName", organisation, address, email, privacy, privacy_en <> '' as "privacyTexts",
       kept_years as "keptYears", language, time_zone as "timeZone"
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
  privacyTexts: false,
  keptYears: 7,
  language: "en",
  timeZone: "UTC",
};

/** How the programme looks and speaks now. */
export async function lookOf(db: Pick<Database, "query">): Promise<Look> {
  const [row] = await db.query<Look>(
    `select name, language, time_zone as "timeZone", location_id_name as "locationIdName",
       accent_light as "accentLight", accent_dark as "accentDark", '/brand/' || logo_hash || '.' || logo_type as logo, programme_words() as offered
     from programme`,
  );
  return row ?? plainLook;
}

/** For how long a process goes by the look that it read: another process's change is seen after that. */
export const LOOK_SECONDS = 5;

const looks = new WeakMap<Database, { now: Promise<Look> | null; last: Look }>();

/** For how long a look that was read before is waited for: who asks waits for the database once, for what they asked. */
const PATIENCE_MS = 250;

/**
 * How the programme looks and speaks, as a process knows it: read once in some seconds, and at once after a
 * change of its own. While it cannot be read it is what it was, or plain, so that the page about that has words.
 */
export function knownLook(db: Database): Promise<Look> {
  const known = looks.get(db);
  if (known?.now) return known.now;
  const last = known?.last ?? plainLook;
  const read = lookOf(db).catch(() => last);
  const now = known ? Promise.race([read, after(PATIENCE_MS, last)]) : read;
  looks.set(db, { now, last });
  void read.then((look) => {
    setTimeout(() => {
      if (looks.get(db)?.now === now) looks.set(db, { now: null, last: look });
    }, LOOK_SECONDS * 1_000).unref();
  });
  return now;
}

function after<T>(ms: number, value: T): Promise<T> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms, value).unref();
  });
}

/** The look was changed here: whoever asks next reads it anew. */
export function forgetLook(db: Database): void {
  looks.delete(db);
}

/** The look of a programme that nobody has set up, and before it could be read. */
export const plainLook: Look = {
  name: "",
  language: "en",
  timeZone: "UTC",
  locationIdName: "",
  accentLight: "",
  accentDark: "",
  logo: null,
  offered: null,
};

export type Privacy = Pick<Programme, "organisation" | "address" | "email"> & { text: string };

/** The privacy statement that the programme keeps here; null: it stands elsewhere, or nowhere. */
export async function privacyOf(
  db: Pick<Database, "query">,
  language: Locale,
): Promise<Privacy | null> {
  const [row] = await db.query<Privacy>(
    `select organisation, address, email, case $1 when 'nl' then privacy_nl else privacy_en end as text
     from programme where privacy_en <> ''`,
    [language],
  );
  return row ?? null;
}

/** The programme's time zone, for a statement that is asked anyway. */
export const usualZone = sql<string>`coalesce((select time_zone from programme), 'UTC')`;

/** The programme's language, time zone and words, within a transaction. */
export async function usualOf(tx: Tx): Promise<Usual & Words> {
  const [row] = await prepared(tx.db, "usual of programme", (db, name) =>
    db
      .select({
        language: programme.language,
        timeZone: programme.timeZone,
        locationIdName: programme.locationIdName,
      })
      .from(programme)
      .prepare(name),
  ).execute();
  return row ?? plainLook;
}

/** Whether people outside can be told who asks them: without all of it nobody is asked (D10, P3). */
export function isWhole({
  organisation,
  address,
  email,
  privacy,
  privacyTexts,
}: Pick<Programme, "organisation" | "address" | "email" | "privacy" | "privacyTexts">): boolean {
  const words = [organisation, address, email].every((text) => text !== "");
  return words && (privacy !== "" || privacyTexts);
}

async function isForShow(db: Database): Promise<boolean> {
  return getConfig().DEMO && (await installationOf(db)).kind !== "production";
}

async function read(db: Database): Promise<Installation> {
  const [row] = await db.query<Installation>("select id, kind from installation", []);
  if (!row) throw new Error("the database does not say what this installation is");
  return row;
}
