import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { serverFolder, sweep } from "./server";

/** Drops this run's databases and stops the server, unless another run uses it. */
export default async function globalTeardown(): Promise<void> {
  const run = process.env.TEST_RUN ?? "";
  const used = path.join(serverFolder, `used-${run}`);
  if (!existsSync(used)) return;
  await sweep(run);
  rmSync(used, { force: true });
}
