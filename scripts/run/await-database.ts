import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { saysPooled } from "@/db/address";
import { Connection } from "@/db/connection";
import { say } from "./settings";

const named = z.object({ name: z.string() });
const coded = z.object({ code: z.string() });

type Place = { user: string; database: string; host: string };

/** What waiting does not mend: the server answered, and refuses these settings. */
const refusals: Record<string, (place: Place) => string> = {
  "28P01": ({ host, user }) => `the server at ${host} refuses the password of the user “${user}”`,
  "28000": ({ host, user }) => `the server at ${host} does not let in the user “${user}”`,
  "42501": ({ host, user, database }) =>
    `the server at ${host} does not let the user “${user}” into the database ${database}`,
  "3D000": ({ host, database }) => `the server at ${host} has no such database: ${database}`,
  "08P01": ({ host }) => `what answers at ${host} does not speak as PostgreSQL does`,
  NO_PASSWORD: ({ host, user }) =>
    `the server at ${host} wants a password of the user “${user}”, and the address has none`,
  TOO_OLD: ({ host }) => `the server at ${host} is older than PostgreSQL 15`,
  ENCODING: ({ host, database }) =>
    `the database ${database} at ${host} cannot hold all letters: make it with encoding UTF8`,
  NO_TLS: ({ host }) =>
    `the server at ${host} does not speak TLS: take sslmode out of the address, or let it`,
  CERTIFICATE: ({ host }) =>
    `the certificate of ${host} is not trusted here: name the authority's file with sslrootcert=…`,
};

/** What may pass: how it stands with the server meanwhile. */
const states: Record<string, (place: Place) => string> = {
  ENOTFOUND: ({ host }) => `the name ${host} is not known here: is it spelled right?`,
  EAI_AGAIN: ({ host }) => `the name ${host} cannot be looked up now.`,
  ECONNREFUSED: ({ host }) => `nobody answers at ${host}.`,
  "57P03": ({ host }) => `the server at ${host} is starting or stopping.`,
  STANDBY: ({ host }) => `the server at ${host} only reads, as a standby does.`,
  "08P01": ({ host }) => `the pooler at ${host} has no server behind it, or too many clients.`,
  "53300": ({ host }) => `the server at ${host} has no connection free.`,
};

/**
 * Waits until the database of a setting answers, with longer and longer pauses, and says what it
 * waits for. Throws a sentence when the server answers that the settings are wrong.
 * @param signal ends the waiting
 */
export async function awaitDatabase(
  url: string,
  signal: AbortSignal,
  { name = "DATABASE_URL", first = 500, longest = 15_000 } = {},
): Promise<void> {
  const place = placeOf(url);
  let said = "";
  for (let pause = first; ; pause = Math.min(pause * 2, longest)) {
    const code = await obstacle(url);
    if (code === null) return;
    const refused = refusalOf(code, url);
    if (refused) throw new Error(`${name}: ${refused(place)} (${code}).`);
    if (signal.aborted) throw ended(signal, name, place, code);
    if (said !== code) say(`${name}: ${stateOf(place, code)} Waiting for it …`);
    said = code;
    await sleep(pause, undefined, { signal }).catch(() => {
      throw ended(signal, name, place, code);
    });
  }
}

/** What stands between us and the database of a setting, now, in one sentence; null: nothing does. */
export async function hindrance(name: string, url: string): Promise<string | null> {
  const code = await obstacle(url);
  if (code === null) return null;
  const refused = refusalOf(code, url);
  return `${name}: ${refused ? `${refused(placeOf(url))} (${code}).` : stateOf(placeOf(url), code)}`;
}

/** A pooler says so (08P01) of whatever it refuses itself, also while the server behind it is away. */
function refusalOf(code: string, url: string) {
  return code === "08P01" && saysPooled(url) ? undefined : refusals[code];
}

/** Why it waits no longer: somebody stops it, or the time that it was given is over. */
function ended(signal: AbortSignal, name: string, place: Place, code: string): unknown {
  const late = named.safeParse(signal.reason).data?.name === "TimeoutError";
  return late
    ? new Error(`${name}: ${stateOf(place, code)} It did not come in time.`)
    : signal.reason;
}

function stateOf(place: Place, code: string): string {
  const state = states[code];
  return state
    ? state(place).replace(/[.?:]( |$)/, ` (${code})$&`)
    : `${place.host} does not answer (${code}).`;
}

function placeOf(text: string): Place {
  const url = new URL(text);
  const user = url.searchParams.get("user") ?? decodeURIComponent(url.username);
  const host = url.host || (url.searchParams.get("host") ?? "");
  return { user, host, database: decodeURIComponent(url.pathname.slice(1)) };
}

/** The code of what stands in the way; null when the database answers. */
async function obstacle(url: string): Promise<string | null> {
  const client = new Connection({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ standby: boolean; version: number; utf8: boolean }>(
      `select pg_is_in_recovery() as standby, current_setting('server_version_num')::int as version,
         current_setting('server_encoding') = 'UTF8' as utf8`,
    );
    const [found] = rows;
    if (!found || found.version < 150_000) return "TOO_OLD";
    if (!found.utf8) return "ENCODING";
    return found.standby ? "STANDBY" : null;
  } catch (error) {
    return codeOf(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function codeOf(error: unknown): string {
  const { data } = coded.safeParse(error);
  if (data) return /CERT|SIGNATURE|^ERR_TLS/.test(data.code) ? "CERTIFICATE" : data.code;
  const message = error instanceof Error ? error.message : "no answer";
  if (/password must be/.test(message)) return "NO_PASSWORD";
  return /does not support SSL/.test(message) ? "NO_TLS" : message;
}
