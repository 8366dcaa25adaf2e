import { sweepFiles } from "@/lib/claims/documents/sweep";
import { getFiles } from "@/lib/files/files";
import { say } from "./run/settings";
import { withDatabase } from "./run/with-database";

/**
 * Says what the file store keeps that no document needs: `npm run files:sweep`. With `-- --take` sets
 * all of it aside, with `-- --adopt` makes the store say that it is this installation's.
 */
withDatabase("files-sweep", async (ctx) => {
  const asked = process.argv.slice(2);
  if (asked.includes("--adopt")) {
    await (await getFiles(ctx)).writeMark();
    say("The store now says that it is this installation's.");
    return 0;
  }
  const dry = !asked.includes("--take");
  const { why, taken, putBack, forgotten } = await sweepFiles(ctx, { whole: true, dry });
  if (why !== null) {
    say(`${sentences[why]} Nothing was taken. If it is, say so: npm run files:sweep -- --adopt`);
    return 1;
  }
  const verb = dry ? "would be" : "were";
  say(`${taken} files that no document needs ${verb} set aside.`);
  say(`${putBack} ${verb} put back, ${forgotten} that were set aside long ago ${verb} deleted.`);
  if (dry && taken + putBack + forgotten > 0) say("To do it: npm run files:sweep -- --take");
  return 0;
});

const sentences = {
  no_mark: "The store does not say that it is this installation's.",
  other_mark: "The store says that it is another installation's.",
};
