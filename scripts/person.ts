import { open, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { getFiles } from "@/lib/files/files";
import { emailAddress } from "@/lib/input";
import { eraseByCommand } from "@/lib/privacy/requests/erase-by-command";
import { giveByCommand } from "@/lib/privacy/requests/give-by-command";
import { personZip } from "@/lib/privacy/requests/person-zip";
import { say } from "./run/settings";
import { writtenTo } from "./run/folders";
import { withDatabase } from "./run/with-database";

const usage =
  "Usage: npm run person -- access ADDRESS FILE.zip --by=ADMINISTRATOR, or: npm run person -- erase ADDRESS --by=ADMINISTRATOR [--sure]";

/**
 * What somebody asks of their data, at the command line (O24): `access` writes all that is held of an address into a ZIP,
 * `erase` says what would go, and with --sure has the worker take it out. For the database's owner, in the name of an
 * administrator; the log says that it was done, never of whom.
 */
withDatabase(
  "person",
  async (ctx) => {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { by: { type: "string" }, sure: { type: "boolean", default: false } },
    });
    const [act, typed = "", file, ...more] = positionals;
    const { by, sure } = values;
    const { success, data: address } = emailAddress().safeParse(typed);
    const fits = act === "access" ? file !== undefined && !sure : act === "erase" && !file;
    if (!fits || !success || by === undefined || more.length > 0) throw new Error(usage);
    if (act === "erase") {
      const rows = await eraseByCommand(ctx, { address, by, sure });
      const goes = rows.filter(({ why }) => why === null).length;
      say(
        `${rows.length} rows are held; ${goes} of them ${sure ? "go now, by the worker" : "would go: say --sure"}.`,
      );
      for (const [why, count] of counted(rows)) say(`  ${count} stay for now: ${why}`);
      return 0;
    }
    const to = writtenTo(file ?? "");
    // Before anything is asked: the log tells of no file that could not be written, and none is left half.
    const out = await open(to, "wx", 0o600);
    const { id, ...held } = await (async () => {
      try {
        const given = await giveByCommand(ctx, { address, by });
        await pipeline(personZip(given, await getFiles(ctx)), out.createWriteStream());
        return given;
      } catch (error) {
        await out.close();
        await rm(to);
        throw error;
      }
    })();
    say(`${held.rows} rows and ${held.documents.length} documents, in ${to} (request ${id}).`);
    say("Look through it before you hand it out: a document may tell of others too.");
    return 0;
  },
  "owner",
);

function counted(rows: readonly { why: string | null }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { why } of rows) if (why !== null) counts.set(why, (counts.get(why) ?? 0) + 1);
  return counts;
}
