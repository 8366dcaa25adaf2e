import path from "node:path";
import { checkAddress } from "./doctor/address";
import { checkDatabase } from "./doctor/database";
import { checkFiles } from "./doctor/files";
import { good, lineOf, reasonOf, wrong, type Finding } from "./doctor/finding";
import { checkMail } from "./doctor/mail";
import { filled } from "./run/from-files";
import { addressOf, problemsOf, type Part } from "./run/problems";
import { say } from "./run/settings";

/**
 * `npm run doctor`: looks at everything that the product needs, with the settings that it would run with,
 * and prints a line for each. Changes nothing; ends with 1 when something keeps it from working (O6).
 */
async function main(): Promise<void> {
  const env = filled(process.env);
  const problems = problemsOf(kindOf(env), process.env);
  let bad = print([
    good("node", `Node ${process.versions.node}.`),
    ...problems.map((sentence) => wrong("settings", sentence)),
    ...(problems.length === 0 ? [good("settings", "All settings can be read.")] : []),
  ]);
  if (addressOf("web", env) ?? addressOf("worker", env))
    bad += print(await safely("database", () => checkDatabase(env)));
  if (problems.length === 0) {
    Object.assign(process.env, env, {
      APP_URL: env.NEXTAUTH_URL,
      APP_DATABASE_URL: (addressOf("web", env) ?? addressOf("worker", env))?.url,
      FILES_DIR: env.FILES_DIR ?? path.join(env.DATA_DIR ?? ".data", "files"),
    });
    for (const [of, check] of [
      ["files", checkFiles],
      ["mail", checkMail],
      ["address", checkAddress],
    ] as const)
      bad += print(await safely(of, check));
  }
  say(bad === 0 ? "Nothing keeps the product from running." : `${bad} to mend.`);
  process.exit(bad === 0 ? 0 : 1);
}

/** As which of its processes this machine's settings would start the product. */
function kindOf(env: NodeJS.ProcessEnv): "start" | Part {
  if (env.DATABASE_URL !== undefined) return "start";
  if (env.WEB_DATABASE_URL !== undefined) return "web";
  if (env.WORKER_DATABASE_URL !== undefined) return "worker";
  return env.APP_DATABASE_URL === undefined ? "start" : "web";
}

async function safely(of: string, check: () => Promise<Finding[]>): Promise<Finding[]> {
  return check().catch((error: unknown) => [
    wrong(of, `could not be looked at (${reasonOf(error)}).`),
  ]);
}

function print(found: Finding[]): number {
  for (const finding of found) say(lineOf(finding));
  return found.filter(({ is }) => is === "wrong").length;
}

main().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  process.exit(2);
});
