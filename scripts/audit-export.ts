import { mkdir } from "node:fs/promises";
import { exportLog } from "@/lib/audit/export-log";
import { say } from "./run/settings";
import { writtenTo } from "./run/folders";
import { withDatabase } from "./run/with-database";

/**
 * Writes the audit log for auditors, signed: `npm run audit:export -- FOLDER`. The folder is made; files that are there are
 * not written over. It holds people's names and words: hand it on as such (O15).
 */
withDatabase("audit-export", async (ctx) => {
  const [folder, ...more] = process.argv.slice(2);
  if (!folder || folder.startsWith("-") || more.length > 0)
    throw new Error("Usage: npm run audit:export -- FOLDER");
  const to = writtenTo(folder);
  await mkdir(to, { recursive: true, mode: 0o700 });
  const { rows, chains, files, key } = await exportLog(ctx, to);
  say(`Written: ${rows} rows of ${chains} chains, in ${to} (${files.join(", ")}).`);
  say("It is checked without us: sha256sum audit.ndjson is what manifest.json says, and");
  say(
    "  openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in manifest.json -sigfile manifest.sig",
  );
  say("Give auditors this key by another way, so that they know whose it is:");
  say(key.trim());
  return 0;
});
