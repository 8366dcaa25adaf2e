import path from "node:path";
import { start } from "../scripts/run/child";
import { freePort } from "@/testing/provider";
import { untilReady } from "../scripts/run/product";

const day = 24 * 60 * 60 * 1000;

/**
 * A second web server on the journeys' data whose clock is so many days ahead. There is no worker
 * beside it, so that no other journey's customer is touched. Stop it when done.
 */
export function daysLater(days: number): Promise<Server> {
  return anotherServer(() => ({ CLOCK_OFFSET_MS: String(days * day) }));
}

type Server = { url: string; stop: () => Promise<void> };

/**
 * A second web server on the journeys' data with settings of its own.
 * @param settings what they are, by its address. Stop it when done.
 */
export async function anotherServer(
  settings: (url: string) => Record<string, string> | Promise<Record<string, string>>,
): Promise<Server> {
  const host = "127.0.0.1";
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const args = ["node_modules/next/dist/bin/next", "start", "--port", String(port)];
  const env = {
    ...process.env,
    NODE_ENV: "production" as const,
    DATA_DIR: path.resolve(".data/e2e"),
    APP_URL: url,
    NEXTAUTH_URL: url,
    STOP_GRACE_SECONDS: "0",
    ...(await settings(url)),
  };
  const web = start(`web-${port}`, [...args, "--hostname", host], env, { mode: "demo" });
  await untilReady(host, port);
  return { url, stop: web.stop };
}
