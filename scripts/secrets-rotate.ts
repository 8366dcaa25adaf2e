import { countersignStamps } from "@/lib/audit/stamps/countersign";
import { resealCodes } from "@/lib/people/factors/reseal-codes";
import { resealAccounts } from "@/lib/partners/payee/reseal-accounts";
import { resealFiles } from "@/lib/payments/files/reseal-files";
import { keyUse, type KeyUse } from "@/lib/views/key-use";
import { say } from "./run/settings";
import { withDatabase } from "./run/with-database";

/**
 * Explains how APP_SECRET is replaced, and says what still depends on a former key:
 * `npm run secrets:rotate`. Reads only; with `-- --countersign` it signs the audit log's stamps with the
 * newest key, with `-- --reseal` it seals bank accounts and the secrets of one-time codes with it. Ends with 1 while something would be lost with the former keys (O20).
 */
withDatabase("secrets-rotate", async (ctx) => {
  const asked = process.argv.slice(2);
  const unknown = asked.find((word) => word !== "--countersign" && word !== "--reseal");
  if (unknown !== undefined)
    throw new Error(
      `${unknown} is not understood. Usage: npm run secrets:rotate [-- --countersign] [--reseal]`,
    );
  if (asked.includes("--reseal")) {
    say(`Sealed anew: ${count(await resealCodes(ctx), "secret")} of one-time codes.`);
    say(`Sealed anew: ${count(await resealAccounts(ctx), "bank account")}.`);
    say(`Sealed anew: ${count(await resealFiles(ctx), "file")} and accounts of payment runs.`);
  }
  if (asked.includes("--countersign"))
    say(`Countersigned: ${count(await countersignStamps(ctx), "stamp")}.`);
  const use = await keyUse(ctx);
  say(`Keys, the newest first: ${use.keys.join(", ")} (names made of them, no secrets).`);
  if (use.keys.length === 1) {
    for (const line of [...steps, ...withOneKey(use)]) say(line);
    return use.lostMails + use.stamps.unreadable + use.lostAccounts + use.lostCodes === 0 ? 0 : 1;
  }
  const left = leftOf(use, ctx.now);
  for (const line of left) say(`  ${line}`);
  for (const line of always) say(`  ${line}`);
  say(left.length === 0 ? done : notYet);
  return left.length === 0 ? 0 : 1;
});

const steps = [
  "To replace the secret:",
  "  1. Make a key: openssl rand -base64 32",
  '  2. Put it before the present one, with a space between: APP_SECRET="NEW OLD". Tell the database: npm run migrate. Then start web servers and worker with it, all of them (npm start does both).',
  "  3. Run npm run secrets:rotate until it says that nothing is left. It tells what still depends on the old key.",
  "  4. Take the old key out of APP_SECRET, and do step 2 again: until then the database takes it.",
  "Is the old key known to somebody else? Then take it out at once: what step 3 lists stops working.",
];

const always = [
  "Links in e-mails that were sent go on without the former key: the database knows them by their hash.",
];

const done = "Nothing is left: take the former keys out of APP_SECRET and start again.";
const notYet =
  "Until then the former keys should stay in APP_SECRET. Taken out now, what is listed stops working.";

function withOneKey({ lostMails, stamps, lostAccounts, lostCodes }: KeyUse): string[] {
  return [
    ...(lostMails ? [`${count(lostMails, "e-mail")} of a key that is gone cannot be sent.`] : []),
    ...(lostAccounts
      ? [
          `${count(lostAccounts, "bank account")} of a key that is gone cannot be read: ask for ${lostAccounts === 1 ? "it" : "them"} again.`,
        ]
      : []),
    ...(lostCodes
      ? [
          `${count(lostCodes, "secret")} of one-time codes of a key that is gone cannot be read: these people use a recovery code and set up their app anew.`,
        ]
      : []),
    ...(stamps.unreadable
      ? [
          `${count(stamps.unreadable, "stamp")} of the audit log cannot be read: changed, or of a key that is gone.`,
        ]
      : []),
  ];
}

/** What would be lost with the former keys, each in a sentence. */
function leftOf(use: KeyUse, now: Date): string[] {
  const { since, waitingMails, lostMails, sessions, sessionsUntil, stamps } = use;
  const { accounts, lostAccounts, codes, lostCodes } = use;
  if (!since)
    return [
      "The database does not know the newest key: run npm run migrate with it, then start web servers and worker (npm start does both).",
    ];
  const young = now.getTime() - since.getTime() < 25 * 3_600_000;
  return [
    young &&
      `Forms that were open, codes that wait and what was typed before signing in: until ${dayAfter(since)}.`,
    sessions > 0 &&
      `${count(sessions, "session")} from before, the last until ${sessionsUntil?.toISOString() ?? "unknown"}: these people sign in again.`,
    waitingMails > 0 &&
      `${count(waitingMails, "e-mail")} that ${waitingMails === 1 ? "waits" : "wait"} with a link or code: cannot be sent without the former key.`,
    lostMails > 0 && `${count(lostMails, "e-mail")} of a key that is gone cannot be sent.`,
    accounts > 0 &&
      `${count(accounts, "bank account")}, sealed by a former key: npm run secrets:rotate -- --reseal`,
    lostAccounts > 0 &&
      `${count(lostAccounts, "bank account")} of a key that is gone cannot be read.`,
    codes > 0 &&
      `${count(codes, "secret")} of one-time codes, sealed by a former key: npm run secrets:rotate -- --reseal`,
    lostCodes > 0 &&
      `${count(lostCodes, "secret")} of one-time codes of a key that is gone cannot be read.`,
    stamps.former > 0 &&
      `${count(stamps.former, "stamp")} of the audit log, signed by a former key alone: npm run secrets:rotate -- --countersign`,
    stamps.unreadable > 0 &&
      `${count(stamps.unreadable, "stamp")} of the audit log cannot be read: changed, or of a key that is gone.`,
  ].filter((line) => line !== false);
}

/** Forms last a day (D10); an hour more for a web server that was started anew later. */
const dayAfter = (since: Date) => new Date(since.getTime() + 25 * 3_600_000).toISOString();

const count = (n: number, what: string) => `${n} ${what}${n === 1 ? "" : "s"}`;
