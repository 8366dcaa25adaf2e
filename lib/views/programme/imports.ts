import { eq, inArray } from "drizzle-orm";
import { users } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { mayDo, operatorPolicy, type OperatorAct } from "../../access/policy";
import type { Operator, OperatorRole, Tx } from "../../ctx";
import { STILL_MS } from "../../imports/begin-import";
import { kindIn, kinds } from "../../imports/kinds";
import { lacking } from "../../imports/match";
import { listImports, type ImportLine } from "../../imports/list";
import { importsQuery, type ImportsQuery } from "../../imports/list.schema";
import {
  getRun,
  listRefusals,
  listRemovals,
  type ImportRun,
  type Refused,
  type Removed,
} from "../../imports/queries";
import { importKind, importKinds, type ImportKindName } from "../../imports/schema";

export type ImportsView = {
  query: ImportsQuery;
  rows: ImportLine[];
  next: string | null;
  mayImport: boolean;
};

/** What was imported, by whom, and what became of it (P22). For the programme. */
export async function programmeImports(
  tx: Tx,
  { search }: { search: Record<string, string | string[] | undefined> },
): Promise<ImportsView> {
  authorize(tx, "programme.read");
  const { actor } = tx;
  const query = importsQuery.parse(search);
  const { rows, next } = await listImports(tx, query);
  const mayImport = importKinds.some((kind) => mayDo(actor, kinds[kind].act));
  return { query, rows, next, mayImport };
}

export type NewImportView = {
  kinds: readonly ImportKindName[];
  chosen: ImportKindName;
  /** The role that it takes, where the reader does not have it (P5). */
  needs: OperatorRole | null;
};

/** Which file is to be imported; without a kind the first that the reader may import. */
export function newImport(tx: Tx, input: { kind?: string | undefined }): Promise<NewImportView> {
  authorize(tx, "programme.read");
  const { actor } = tx;
  const asked = importKind.safeParse(input.kind).data;
  const own = importKinds.find((kind) => mayDo(actor, kinds[kind].act));
  const chosen = asked ?? own ?? importKinds[0];
  return Promise.resolve({ kinds: importKinds, chosen, needs: needed(actor, chosen) });
}

function needed(actor: Operator, kind: ImportKindName): OperatorRole | null {
  const act: OperatorAct = kinds[kind].act;
  return mayDo(actor, act) ? null : operatorPolicy[act][0];
}

export type ImportView = Pick<
  ImportRun,
  | "id"
  | "pass"
  | "kind"
  | "fileName"
  | "sha256"
  | "size"
  | "workbook"
  | "madeAt"
  | "endedAt"
  | "failure"
  | "options"
  | "recognised"
  | "gone"
  | "removed"
  | "stayed"
  | "rowsDone"
  | "removeAsked"
> & {
  state: ImportRun["state"] | "stopping";
  counts: { new: number; changed: number; unchanged: number; refused: number };
  /** How much of the file was read, in percent. */
  percent: number;
  /** Nothing has moved for a while: it can be pushed. */
  still: boolean;
  /** Null: at the command line. */
  by: string | null;
  begunBy: string | null;
  needs: OperatorRole | null;
  columns: { key: string; at: number | null }[];
  /** Columns that the file lacks. */
  missing: string[];
  sample: NonNullable<ImportRun["sample"]>;
  refusals: Refused[];
  /** P23: whether the kind offers that a file is the whole list, and whether people are told why something is removed. */
  wholeList: { reason: boolean } | null;
  /** The first of what the file leaves out; afterwards the first of what stayed all the same. */
  removals: Removed[];
};

const SHOWN = 50;

/** A file that is imported: what it would change, how far it is, or what became of it (P20, P22). Refuses with `not_found`. */
export async function importView(tx: Tx, input: { id: string }): Promise<ImportView> {
  authorize(tx, "programme.read");
  const run = await getRun(tx, input.id);
  const kind = await kindIn(tx, run.kind);
  const { id, fileName, sha256, size, workbook, madeAt, endedAt, failure, options, recognised } =
    run;
  const { gone, removed, stayed, rowsDone, removeAsked } = run;
  const names = await namesOfPeople(tx, [run.madeBy, run.beganBy]);
  const match = run.match ?? {};
  const looks = run.state === "received" || run.state === "running";
  return {
    ...{
      id,
      pass: run.pass,
      kind: run.kind,
      fileName,
      sha256,
      size,
      workbook,
      madeAt,
      endedAt,
      failure,
      options,
      recognised,
    },
    ...{ gone, removed, stayed, rowsDone, removeAsked },
    state: run.state === "running" && run.stopAsked ? "stopping" : run.state,
    counts: { new: run.made, changed: run.changed, unchanged: run.unchanged, refused: run.refused },
    // The rows of a workbook are longer than the file: how much of them is read nobody knows.
    percent: run.rowsDone
      ? Math.floor(((removed + stayed) / Math.max(1, gone ?? 0)) * 100)
      : workbook
        ? 0
        : Math.min(99, Math.floor((run.bytes / Math.max(1, size)) * 100)),
    still: looks && tx.now.getTime() - run.movedAt.getTime() > STILL_MS,
    by: run.madeBy && (names.get(run.madeBy) ?? ""),
    begunBy: run.beganBy && (names.get(run.beganBy) ?? ""),
    needs: needed(tx.actor, run.kind),
    columns: kind.columns.map(({ key }) => ({ key, at: match[key] ?? null })),
    missing: run.recognised ? lacking(kind, match) : [],
    sample: run.state === "previewed" ? (run.sample ?? []) : [],
    refusals:
      run.state === "received" ? [] : await listRefusals(tx, run, { after: 0, most: SHOWN }),
    wholeList: kind.gone ? { reason: kind.gone.reason ?? false } : null,
    removals:
      run.state === "received" || (run.beganAt !== null && !removeAsked)
        ? []
        : await listRemovals(tx, run, { after: 0, most: SHOWN, stayed: run.state !== "previewed" }),
  };
}

async function namesOfPeople(tx: Tx, ids: (string | null)[]): Promise<Map<string, string>> {
  const wanted = ids.filter((one) => one !== null);
  const { id, name } = users;
  const found = await tx.db
    .select({ id, name })
    .from(users)
    .where(wanted.length === 1 ? eq(id, wanted[0] ?? "") : inArray(id, wanted));
  return new Map(found.map((one) => [one.id, one.name]));
}
