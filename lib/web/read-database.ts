import { openDatabase, type Database } from "@/db/client";
import { readAddress, withReplica, type Replica } from "@/db/replica";
import { getConfig } from "@/lib/config";
import { databaseKey } from "@/lib/keys";
import { metrics } from "@/lib/metrics/metrics";
import { askerOf, currentTrace } from "@/lib/trace";
import { getDatabase } from "./database";

/** One for the process: pages and routes are built apart. */
const place = globalThis as { replica?: Replica };

/**
 * Where a page or file that may be seconds old is read (O12): from the replica, where there is one and the browser has not
 * written for a while; what somebody did themselves they see at once, on whichever machine. What a decision rests on is
 * never read here.
 */
export function readDatabase(): Database {
  const { READ_DATABASE_URL } = getConfig();
  if (READ_DATABASE_URL === undefined || currentTrace()?.wrote) return getDatabase();
  place.replica ??= open(READ_DATABASE_URL);
  return place.replica.database;
}

function open(url: string): Replica {
  const { APP_DATABASE_URL, DATABASE_POOL } = getConfig();
  const replica = openDatabase(readAddress(url, APP_DATABASE_URL), {
    max: DATABASE_POOL,
    timeoutMs: 2_500,
    key: databaseKey("web"),
    pipeline: true,
    asker: askerOf("web"),
  });
  const { replicaBehind } = metrics();
  return withReplica(getDatabase(), replica, {
    tell: (behind) => replicaBehind.set(behind === null ? -1 : behind / 1_000),
  });
}
