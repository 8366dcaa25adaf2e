import { authorize } from "../access/authorize";
import { csvLine, type CsvForm } from "../csv/write";
import { reading, type Ctx, type Locale, type Operator } from "../ctx";
import { Refusal } from "../errors";
import { usualOf } from "../installation";
import { kindIn } from "./kinds";
import { labelOf } from "./match";
import { importKind, type ImportKindName } from "./schema";

/**
 * An empty file with the names of a kind's columns: by their keys where a command reads such a file too.
 * Throws `forbidden` and `not_found` at once.
 */
export function importTemplate(
  ctx: Ctx,
  asked: string,
  { locale, form }: { locale: Locale; form: CsvForm },
): AsyncGenerator<string, void, undefined> {
  authorize(ctx, "programme.read");
  const { data } = importKind.safeParse(asked);
  if (data === undefined) throw new Refusal("not_found");
  return head(ctx, data, { locale, form });
}

async function* head(
  ctx: Ctx<Operator>,
  name: ImportKindName,
  { locale, form }: { locale: Locale; form: CsvForm },
): AsyncGenerator<string, void, undefined> {
  const { locationIdName } = await reading(ctx, usualOf);
  const kind = await reading(ctx, (tx) => kindIn(tx, name));
  const names = kind.columns.map((one) =>
    "whole" in kind ? one.key : labelOf(kind, one, { locale, locationIdName }),
  );
  yield `\u{FEFF}${csvLine(names, form)}`;
}
