import { schemaOf } from "@/db/version";
import { getDatabase } from "./database";
import { isStopping } from "./stopping";

/** Why no request can be served now, in a word that tells an outsider nothing; null when it can. */
export async function findObstacle(): Promise<
  "stopping" | "database" | "migrations" | "standby" | null
> {
  if (isStopping()) return "stopping";
  const read = <R extends Record<string, unknown>>(text: string) => getDatabase().query<R>(text);
  try {
    const [row] = await read<{ standby: boolean }>("select pg_is_in_recovery() as standby");
    if (row?.standby !== false) return "standby";
    return (await schemaOf((text) => read(text))) === "current" ? null : "migrations";
  } catch {
    return "database";
  }
}

let started = false;

/** What keeps this process from having been ready once; null for ever after it was. */
export async function hasStarted(): Promise<string | null> {
  if (started) return null;
  const obstacle = await findObstacle();
  started = obstacle === null;
  return obstacle;
}
