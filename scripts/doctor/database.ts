import { lookAt, refuseUnsaidPooler, unfitIn, type Fitness } from "@/db/fitness";
import { openDatabase, type Database } from "@/db/client";
import { MIGHTY, refuseMighty } from "@/db/logins";
import { readAddress } from "@/db/replica";
import { schemaOf } from "@/db/version";
import { databaseError } from "@/lib/errors";
import { installationOf } from "@/lib/installation";
import { databaseKeys } from "@/lib/keys";
import { machineClock } from "@/lib/time/clock";
import { hindrance } from "../run/await-database";
import { kindWanted, otherKind, readLogin } from "../run/await-schema";
import { addressOf, type Part } from "../run/problems";
import { good, note, reasonOf, wrong, type Finding } from "./finding";

const OF = "database";
const parts = ["web", "worker"] as const;

/** The database as its owner sees it, where DATABASE_URL is set, and as web server and worker do. */
export async function checkDatabase(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  const owner = env.DATABASE_URL;
  const found: Finding[] = [];
  if (owner !== undefined) {
    const why = await hindrance("DATABASE_URL", owner);
    if (why !== null) return [wrong(OF, why)];
    found.push(...aboutServer(await lookAt(owner), Number(env.DATABASE_POOL ?? 10)));
  }
  for (const part of parts) found.push(...(await checkPart(part, env)));
  found.push(...(await checkReplica(env)));
  return found;
}

function aboutServer(server: Fitness, pool: number): Finding[] {
  const { version, at, connections } = server;
  const seconds = Math.round(Math.abs(at.getTime() - machineClock().getTime()) / 1000);
  // Web server, worker, its queue, and the launcher.
  const needed = pool + 12 + 6;
  const free = connections.most - connections.open;
  return [
    good(OF, `PostgreSQL ${version} answers.`),
    ...unfitIn(server).map((sentence) => wrong(OF, sentence)),
    seconds > 5
      ? wrong(
          "clock",
          `This machine's clock and the database's differ by ${seconds} seconds: set both by NTP.`,
        )
      : good("clock", "The clocks of this machine and the database agree."),
    free < needed
      ? note(
          OF,
          `${free} of ${connections.most} connections are free, and one web server with one worker may open ${needed}: raise max_connections, or lower DATABASE_POOL.`,
        )
      : good(OF, `${free} of ${connections.most} connections are free.`),
  ];
}

async function checkPart(part: Part, env: NodeJS.ProcessEnv): Promise<Finding[]> {
  const address = addressOf(part, env);
  if (address === undefined) return [];
  const { name, url } = address;
  const by = part === "web" ? "The web server" : "The worker";
  try {
    const found = name === "DATABASE_URL" ? await readLogin(url, part) : { url };
    if ("lacks" in found) return [wrong(OF, found.lacks)];
    const role = found.url;
    const why = await hindrance(name, role);
    if (why !== null) return [wrong(OF, why)];
    if (name !== "DATABASE_URL") {
      await refuseMighty(role, name);
      await refuseUnsaidPooler(role, name);
    }
    const [key] = databaseKeys(env.APP_SECRET ?? "")[part];
    const db = openDatabase(role, { max: 1, timeoutMs: 10_000, key });
    try {
      return await about(db, by, { name, env });
    } finally {
      await db.close();
    }
  } catch (error) {
    return [wrong(OF, `${by} cannot use it (${reasonOf(error)}).`)];
  }
}

/** O12: the replica answers, only reads, and knows the web server. */
async function checkReplica(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  const [replica, primary] = [env.READ_DATABASE_URL, addressOf("web", env)];
  if (replica === undefined || primary === undefined) return [];
  const OF = "replica";
  try {
    const login =
      primary.name === "DATABASE_URL" ? await readLogin(primary.url, "web") : { url: primary.url };
    if ("lacks" in login) return [];
    const [key] = databaseKeys(env.APP_SECRET ?? "").web;
    const db = openDatabase(readAddress(replica, login.url), { max: 1, timeoutMs: 10_000, key });
    try {
      const [row] = await db.query<{ standby: boolean; mighty: boolean; behind: number | null }>(
        `select pg_is_in_recovery() as standby, ${MIGHTY} as mighty, round(extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp()))::integer as behind`,
      );
      if (row?.mighty === true)
        return [
          wrong(
            OF,
            "READ_DATABASE_URL names a role that sees everybody's rows: nothing is read from it. Take user and password out of it, or give those of the web server's role.",
          ),
        ];
      if (row?.standby !== true)
        return [
          wrong(
            OF,
            "READ_DATABASE_URL names a server that writes: nothing is read from it. Name a standby.",
          ),
        ];
      await db.transaction({ actor: "system" }, () => Promise.resolve(), { readOnly: true });
      const last =
        row.behind === null ? "" : ` The last change that it has is ${row.behind} seconds old.`;
      return [good(OF, `The standby answers and knows the web server.${last}`)];
    } finally {
      await db.close();
    }
  } catch (error) {
    return [
      wrong(OF, `It cannot be used (${reasonOf(error)}): everything is read from the primary.`),
    ];
  }
}

async function about(
  db: Database,
  by: string,
  { name, env }: { name: string; env: NodeJS.ProcessEnv },
): Promise<Finding[]> {
  const schema = await schemaOf((text) => db.query(text));
  if (schema === "older")
    return [wrong(OF, "Its schema is older than this version: run `npm run migrate`.")];
  if (schema === "newer")
    return [wrong(OF, "Its schema is newer than this version can run on: run a newer version.")];
  const { kind } = await installationOf(db);
  const wanted = kindWanted(env);
  if (kind !== wanted) return [wrong(OF, otherKind(name, kind, wanted))];
  try {
    await db.transaction({ actor: "system" }, () => Promise.resolve(), { readOnly: true });
  } catch (error) {
    if (databaseError(error)?.constraint !== "app_enter_key") throw error;
    return [
      wrong(
        "keys",
        `${by} is unknown to the database by APP_SECRET's first key: set the right one, or run \`npm run migrate\`.`,
      ),
    ];
  }
  return [
    good(
      OF,
      `${by} signs in to ${kind === "production" ? "a" : `a ${kind}`} database of this version, which knows its key.`,
    ),
  ];
}
