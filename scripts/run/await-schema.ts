import { setTimeout as sleep } from "node:timers/promises";
import { Connection } from "@/db/connection";
import { openDatabase } from "@/db/client";
import { refuseUnsaidPooler } from "@/db/fitness";
import type { Kind } from "@/db/installation";
import { loginUrl, refuseMighty } from "@/db/logins";
import { NEWER, OLDER, schemaOf } from "@/db/version";
import { databaseError } from "@/lib/errors";
import { installationOf } from "@/lib/installation";
import { databaseKeys } from "@/lib/keys";
import { awaitDatabase } from "./await-database";
import { addressNames, type Part } from "./problems";
import { say } from "./settings";

type Address = { name: string; url: string };
type Wanted = { secret: string; kind: Kind; pause?: number };

/**
 * Waits until a database is there, migrated to this version or to one that this version runs on, and knows
 * the newest key of APP_SECRET; says what it waits for (O2). Throws a sentence for what waiting does not mend.
 * @param address of the part's role, or of the owner, who reads that of the role there (DATABASE_URL)
 * @returns the address of the part's role
 */
export async function awaitSchema(part: Part, address: Address, wanted: Wanted): Promise<string> {
  let said = "";
  const { signal } = new AbortController();
  for (;;) {
    await awaitDatabase(address.url, signal, { name: address.name });
    const found = await look(part, address, wanted);
    if ("url" in found) return found.url;
    if (found.lacks !== said) say(`${found.lacks} Waiting for it …`);
    said = found.lacks;
    await sleep(wanted.pause ?? 2_000);
  }
}

const KEY =
  "APP_SECRET is not the one that the database was migrated with: set that one, or run `npm run migrate` with this one.";

async function look(
  part: Part,
  { name, url }: Address,
  { secret, kind }: Wanted,
): Promise<{ url: string } | { lacks: string }> {
  if (name !== "DATABASE_URL") {
    await refuseMighty(url, name);
    await refuseUnsaidPooler(url, name);
  }
  const found = name === "DATABASE_URL" ? await readLogin(url, part) : { url };
  if ("lacks" in found) return found;
  const { url: role } = found;
  const [key] = databaseKeys(secret)[part];
  const db = openDatabase(role, { max: 1, timeoutMs: 10_000, key });
  try {
    const schema = await schemaOf((text) => db.query(text));
    if (schema === "older") return { lacks: OLDER };
    if (schema === "newer") throw new Error(NEWER);
    const { kind: is } = await installationOf(db);
    if (is !== kind) throw new Error(otherKind(name, is, kind));
    await db.transaction({ actor: "system" }, () => Promise.resolve(), { readOnly: true });
    return { url: role };
  } catch (error) {
    if (databaseError(error)?.constraint === "app_enter_key") return { lacks: KEY };
    throw error;
  } finally {
    await db.close();
  }
}

/** The address of a part's role, or why there is none; as the owner, reading alone. */
export async function readLogin(
  ownerUrl: string,
  part: Part,
): Promise<{ url: string } | { lacks: string }> {
  const owner = new Connection({
    connectionString: ownerUrl,
    options: "-c default_transaction_read_only=on",
  });
  await owner.connect();
  try {
    const url = await loginUrl(owner, ownerUrl, part);
    if (url !== undefined) return { url };
    const schema = await schemaOf(async (text) => (await owner.query<{ at: string }>(text)).rows);
    return { lacks: schema === "current" ? given(part) : OLDER };
  } finally {
    await owner.end();
  }
}

function given(part: Part): string {
  return `The role of the ${part === "web" ? "web server" : "worker"} was given when the database was migrated, and its password is not kept there: set ${addressNames[part][0]} too.`;
}

/** What the settings make of a database: a real one, or one to try the product out, without a key for mail. */
export function kindWanted(env: NodeJS.ProcessEnv): Kind {
  return env.RESEND_API_KEY === undefined ? "test" : "production";
}

/** The sentence for a database of another kind than the settings want. */
export function otherKind(name: string, is: Kind, wanted: Kind): string {
  if (wanted === "test")
    return `RESEND_API_KEY is missing, and ${name} names a database that is not one for trying out (it is ${is}).`;
  return `${name} names a database that was made for a ${is === "test" ? "trial" : is}: name one of the product's own.`;
}
