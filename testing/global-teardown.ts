import { existsSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { filesFolder, programsFolder } from "./folders";
import { forgetDeleted, serverFolder, sweep } from "./server";

/** Drops this run's databases and stops the server, unless another run uses it; takes away what deleted checkouts left. */
export default async function globalTeardown(): Promise<void> {
  const run = process.env.TEST_RUN ?? "";
  for (const name of existsSync(filesFolder) ? readdirSync(filesFolder) : []) {
    if (name.startsWith(`${run}-`)) rmSync(path.join(filesFolder, name), { recursive: true });
  }
  rmSync(programsFolder(run), { recursive: true, force: true });
  const used = path.join(serverFolder, `used-${run}`);
  if (!existsSync(used)) return;
  await sweep(run);
  forgetDeleted();
  rmSync(used, { force: true });
}
