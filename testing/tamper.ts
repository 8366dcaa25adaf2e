import { Client } from "pg";
import type { fixture } from "./fixture";

/** Runs statements as the cluster's administrator with triggers and foreign keys off, to write rows as no verb would. */
export async function tamper<T>(
  f: ReturnType<typeof fixture>,
  work: (admin: Client) => Promise<T>,
): Promise<T> {
  const admin = new Client({ connectionString: f.urls().adminUrl });
  await admin.connect();
  try {
    await admin.query("set session_replication_role = replica");
    return await work(admin);
  } finally {
    await admin.end();
  }
}
