import { openTable, type Table } from "../csv/table";
import type { Ctx } from "../ctx";
import { Refusal } from "../errors";
import { getFiles } from "../files/files";
import type { FileKind } from "./kind";
import { isHeaderOf, matchOf, type Match, type Names } from "./match";
import type { ImportRun } from "./queries";
import type { ImportOptions } from "./schema";

export type Source = {
  table: Table;
  match: Match;
  /** How many bytes were read so far. */
  bytes: () => number;
  close: () => void;
};

const separatorOf = { comma: ",", semicolon: ";", tab: "\t", bar: "|" } as const;

/**
 * Opens the file of an import: its rows come as a stream. A file whose header nobody knows is taken to have it in its
 * first line, so that its columns can be matched by hand (P20).
 * Refuses with `import_empty` a file without a line, with `unavailable` where its bytes are away.
 */
export async function openSource(
  ctx: Ctx,
  run: Pick<ImportRun, "sha256" | "rowsSha256" | "options" | "match">,
  { kind, names }: { kind: FileKind; names: Names },
): Promise<Source> {
  const known = isHeaderOf(kind, names.all);
  const isHeader = (fields: readonly string[]) => fields.some((name) => name.trim() !== "");
  const found = (await open(ctx, run, known)) ?? (await open(ctx, run, isHeader));
  if (!found) throw new Refusal("import_empty");
  return {
    ...found,
    match: run.match ?? matchOf(found.table.header, names.of(found.table.header)),
  };
}

async function open(
  ctx: Ctx,
  run: Pick<ImportRun, "sha256" | "rowsSha256" | "options">,
  isHeader: (fields: readonly string[]) => boolean,
): Promise<Omit<Source, "match"> | null> {
  const stream = await (await getFiles(ctx)).read(run.rowsSha256 ?? run.sha256);
  if (!stream) throw new Refusal("unavailable");
  let bytes = 0;
  async function* counted(pieces: AsyncIterable<Buffer>) {
    for await (const piece of pieces) {
      bytes += piece.length;
      yield piece;
    }
  }
  const table = await openTable(counted(stream), { isHeader, ...toldOf(run) });
  if (!table) stream.destroy();
  return table && { table, bytes: () => bytes, close: () => void stream.destroy() };
}

/** The rows of a workbook were written by us. */
function toldOf({ rowsSha256, options }: { rowsSha256: string | null; options: ImportOptions }) {
  if (rowsSha256 !== null) return { encoding: "utf-8", separator: "," } as const;
  const { encoding, separator } = options;
  return { encoding, separator: separator && separatorOf[separator] };
}
