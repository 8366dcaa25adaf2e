import { PgBoss } from "pg-boss";
import { poolOf } from "@/db/connection";
import { getConfig } from "@/lib/config";

let sender: Promise<PgBoss> | undefined;

/**
 * The queue's client of this process, which only sends: it works no jobs and changes no schema. One that could not start is
 * not kept: the next send tries anew.
 */
export function getSender(): Promise<PgBoss> {
  if (!sender) {
    const starting = start();
    sender = starting;
    starting.catch(() => {
      if (sender === starting) sender = undefined;
    });
  }
  return sender;
}

/** Lets go of the connections; the next send opens them anew. */
export async function stopSender(): Promise<void> {
  const running = sender;
  sender = undefined;
  await (await running?.catch(() => undefined))?.stop({ graceful: false });
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
  try {
    return await boss.start();
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined);
    throw error;
  }
}
