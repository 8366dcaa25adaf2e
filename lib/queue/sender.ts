import { PgBoss } from "pg-boss";
import { poolOf } from "@/db/connection";
import { getConfig } from "@/lib/config";

let sender: Promise<PgBoss> | undefined;

/** The queue's client of this process, which only sends: it works no jobs and changes no schema. */
export function getSender(): Promise<PgBoss> {
  sender ??= start();
  return sender;
}

/** Lets go of the connections; the next send opens them anew. */
export async function stopSender(): Promise<void> {
  const running = sender;
  sender = undefined;
  await (await running)?.stop({ graceful: false });
}

async function start(): Promise<PgBoss> {
  const boss = new PgBoss({
    application_name: "queue",
    ...poolOf(getConfig().APP_DATABASE_URL),
    max: 1,
    migrate: false,
    createSchema: false,
    supervise: false,
    schedule: false,
  });
  boss.on("error", () => undefined);
  await boss.start();
  return boss;
}
