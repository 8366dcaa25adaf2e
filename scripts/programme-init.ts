import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Ctx, System } from "@/lib/ctx";
import { loadCatalogue } from "@/lib/engagements/load-catalogue";
import { readCatalogue as readCatalogueFile } from "@/lib/engagements/exchange/read-file";
import type { Catalogue } from "@/lib/engagements/exchange/schema";
import { installationOf, programmeOf } from "@/lib/installation";
import { addressOf } from "@/lib/mail/address";
import { initProgramme } from "@/lib/programme/init-programme";
import { initInput } from "@/lib/programme/schema";
import { locales, translator } from "@/messages";
import { say } from "./run/settings";
import { withDatabase } from "./run/with-database";

const usage =
  'npm run programme:init -- --name "…" --operator person@example.org [--person-name "…"] ' +
  `[--currency EUR] [--catalogue FILE.json|mci-2022|none] [--language ${locales.join("|")}] [--add]; ` +
  "once it is set up, npm run programme:init -- --catalogue FILE.json|mci-2022 loads a catalogue";

/**
 * Makes the programme and its first operator, and prints a link by which they sign in (P2). Run
 * again, it changes nothing while an administrator can sign in, unless it is told to `--add`. With `--catalogue`
 * alone it loads one into a programme that is there.
 */
withDatabase("programme-init", init, "owner");

async function init(ctx: Ctx<System>): Promise<number> {
  const read = readArguments();
  if (read.kind === "catalogue") return loadAlone(ctx, read.catalogue);
  const { catalogue, input } = read;
  const mails =
    Boolean(process.env.RESEND_API_KEY) || (await installationOf(ctx.db)).kind !== "production";
  const { made, token } = await initProgramme(ctx, input, { mails });
  if (token === null) {
    say("The programme is set up, and its operators can sign in: nothing was changed.");
    say("To let somebody else in as an operator, add --add.");
    return 0;
  }
  if (made) say(`The programme “${input.name}” is set up. It pays in ${input.currency}.`);
  say(`${input.operator} signs in here, once and within 24 hours:`);
  say(`  ${addressOf.signIn(token)}`);
  if (mails) say("The same link was sent by e-mail.");
  if (made && catalogue !== null)
    say(`The catalogue has ${await loadCatalogue(ctx, catalogue)} engagements.`);
  return 0;
}

async function loadAlone(ctx: Ctx<System>, catalogue: Catalogue): Promise<number> {
  if ((await programmeOf(ctx.db)).name === "")
    throw new Error(`The programme is not set up yet: --name and --operator are missing. ${usage}`);
  const loaded = await loadCatalogue(ctx, catalogue);
  say(
    loaded > 0
      ? `${loaded} engagements were loaded.`
      : "This catalogue was loaded before: nothing was changed.",
  );
  return 0;
}

function readArguments() {
  const { values } = parseArgs({
    options: {
      name: { type: "string" },
      operator: { type: "string" },
      "person-name": { type: "string" },
      catalogue: { type: "string" },
      currency: { type: "string" },
      language: { type: "string" },
      add: { type: "boolean" },
    },
  });
  const { "person-name": personName, catalogue: file = "none", ...others } = values;
  const named = values.name !== undefined || values.operator !== undefined;
  const alone = named ? null : readCatalogue(file);
  if (alone !== null) return { kind: "catalogue", catalogue: alone } as const;
  const read = initInput.safeParse({ ...others, personName });
  if (!read.success) {
    const wrong = [...new Set(read.error.issues.map(({ path }) => `--${String(path[0])}`))];
    throw new Error(`${wrong.join(" and ")}: missing, or not as it must be. ${usage}`);
  }
  const { currency } = read.data;
  const found = readCatalogue(file);
  if (found !== null && currency !== found.currency) {
    const t = translator("en", "errors");
    throw new Error(t("catalogue_currency", { catalogue: found.currency, programme: currency }));
  }
  return { kind: "init", input: read.data, catalogue: found } as const;
}

/** The example that comes with the product, a file of the same shape, or nothing; read before anything is written. */
function readCatalogue(which: string): Catalogue | null {
  if (which === "none") return null;
  const file = which === "mci-2022" ? "lib/engagements/catalogue.json" : which;
  const found = readCatalogueFile(readFileSync(file, "utf8"));
  if ("catalogue" in found) return found.catalogue;
  const t = translator("en", "errors");
  const why = found.wrong.map(
    ({ path, code, params }) => `${path === "" ? "The file" : path}: ${t(code, params)}`,
  );
  throw new Error(
    `--catalogue ${which} is no catalogue, and nothing was changed.\n${why.join("\n")}`,
  );
}
