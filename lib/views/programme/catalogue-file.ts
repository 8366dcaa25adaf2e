import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { isFresh } from "../../access/fresh";
import { mayDo } from "../../access/policy";
import type { Tx } from "../../ctx";
import type { Difference } from "../../engagements/editing/rules";
import { getFile, listFiles, lookAt } from "../../engagements/exchange/file.queries";
import type { Wrong } from "../../engagements/exchange/json.rules";
import { countsOf, type Plan } from "../../engagements/exchange/plan.rules";

export type { Wrong };
export type CatalogueFilesView = {
  mayEdit: boolean;
  files: Awaited<ReturnType<typeof listFiles>>;
};

/** P16: the catalogue as a file, and the files that were sent. */
export async function catalogueFiles(tx: Tx): Promise<CatalogueFilesView> {
  authorize(tx, "programme.catalogue");
  return { mayEdit: mayDo(tx.actor, "engagements.edit"), files: await listFiles(tx) };
}

/** What of a catalogue a line of a file is about. */
export type FileList =
  | Plan["words"][number]["word"]["list"]
  | "market_bands"
  | "engagements"
  | "rates";
export type FileLine = {
  path: string;
  list: FileList;
  key: string;
  state: "new" | "changed";
  changes: Difference[];
};
export type CatalogueFileView = {
  id: string;
  fileName: string;
  sha256: string;
  madeAt: Date;
  by: string;
  mayEdit: boolean;
  fresh: boolean;
  /** When it was taken in, by whom, and how much was new and changed; null: it was only looked at. */
  taken: { at: Date; by: string; made: number; changed: number } | null;
  /** Of the catalogue, with which it was compared just now. */
  state: string;
  twoEditors: boolean;
  /** Some of it becomes a version that a day has to be named for. */
  asksDay: boolean;
  counts: Record<"new" | "changed" | "unchanged" | "refused", number>;
  lines: FileLine[];
  wrong: Wrong[];
  /** How many things are wrong; of very many only the first are listed. */
  wrongs: number;
  left: string[];
};

const MOST_SHOWN = 200;

/** P16: what a file would change in the catalogue as it stands now, or what became of it. Refuses with `not_found`. */
export async function catalogueFile(tx: Tx, { id }: { id: string }): Promise<CatalogueFileView> {
  authorize(tx, "programme.catalogue");
  const file = await getFile(tx, id);
  const { fileName, sha256, madeAt, takenAt, takenBy, made, changed } = file;
  const look = takenAt === null ? await lookAt(tx, file.said) : null;
  const plan = look?.read?.plan ?? null;
  return {
    ...{ id: file.id, fileName, sha256, madeAt },
    by: await nameOf(tx, file.madeBy),
    mayEdit: mayDo(tx.actor, "engagements.edit"),
    fresh: isFresh(tx),
    taken:
      takenAt && takenBy ? { at: takenAt, by: await nameOf(tx, takenBy), made, changed } : null,
    state: look?.state ?? "",
    twoEditors: look?.standing.twoEditors ?? false,
    asksDay:
      plan?.engagements.some(({ state, version }) => state === "new" || version.length > 0) ??
      false,
    counts: plan ? countsOf(plan) : { new: 0, changed: 0, unchanged: 0, refused: 0 },
    lines: plan ? linesOf(plan) : [],
    wrong: look?.wrong.slice(0, MOST_SHOWN) ?? [],
    wrongs: look?.wrong.length ?? 0,
    left: plan?.left ?? [],
  };
}

function linesOf({ words, bands, engagements }: Plan): FileLine[] {
  const of = (list: FileList, { path, key, state, changes }: Plan["bands"][number], named = key) =>
    state === "new" || state === "changed" ? [{ path, list, key: named, state, changes }] : [];
  return [
    ...words.flatMap((line) => of(line.word.list, line)),
    ...bands.flatMap((line) => of("market_bands", line)),
    ...engagements.flatMap((line) => [
      ...of("engagements", line),
      ...line.rates.flatMap((rate) => of("rates", rate, `${line.key} ${rate.key}`)),
    ]),
  ];
}

async function nameOf(tx: Tx, id: string): Promise<string> {
  const [found] = await tx.db.select({ name: users.name }).from(users).where(eq(users.id, id));
  return found?.name ?? "";
}
