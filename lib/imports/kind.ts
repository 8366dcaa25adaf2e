import type { SQL } from "drizzle-orm";
import type { importRemovals } from "@/db/schema";
import type { Operator, Tx } from "../ctx";
import type { OperatorAct } from "../access/policy";
import type { FieldError } from "../errors";
import type { Table } from "../csv/table";
import type { ImportKindName } from "./schema";

/** A column of a kind of file: by its key in messages (`imports.columns.<kind>.<key>`) and in the code. */
export type Column = {
  key: string;
  /** A file without it cannot be taken in. */
  needed?: true;
  /** What it is called besides its key and its words, in small letters. */
  names?: readonly string[];
};

export type Cells = Readonly<Record<string, string>>;
export type Row = { line: number; cells: Cells };
export type Outcome = "new" | "changed" | "unchanged" | "refused";

/** A refusal of a row; `kept`: the row is taken in without this value. */
export type Told = FieldError & { kept?: boolean };

/** What becomes of a row, as it would be stored, and what stands now where it changes something. */
export type Planned = {
  line: number;
  outcome: Outcome;
  errors: readonly Told[];
  values: Cells;
  before: Cells;
  /** P23: which things that stand here the row names, as its kind's `gone` knows them. */
  names?: readonly string[];
  /** Does it, by the steps that pages use; refuses as they do. */
  write?: (tx: Tx<Operator>) => Promise<void>;
};

/** `previewedAt`: what others changed after that is not overwritten (P4). */
export type PlanOptions = { dryRun: boolean; previewedAt: Date | null; runId: string };

/** Of what a file that is the whole list leaves out: one thing, as a look found it. */
export type Removal = Pick<typeof importRemovals.$inferSelect, "thing" | "seen" | "becomes">;

/** P23: what a file leaves out, and how that is removed. A kind without it offers no such choice. */
export type Gone = {
  /** Whoever takes the file in may do this besides. */
  act: OperatorAct;
  /** People are told why: whoever removes says it. */
  reason?: true;
  /** What stands here now and is not named: `thing`, `name`, `seen`, `becomes`. `named`: a table of `thing`. */
  list: (named: SQL, now: Date) => SQL;
  /** How many go in one transaction: as many as take about half a second; no more than 500 (`import_removes`). */
  most: number;
  /** A step: removes all of them or none, by the steps that pages use; refuses as they do, and what moved since. */
  remove: (tx: Tx<Operator>, removals: readonly Removal[], reason: string | null) => Promise<void>;
};

type Common = {
  name: ImportKindName;
  act: OperatorAct;
  columns: readonly Column[];
  /** Whoever begins it proves just before who they are (U13). */
  fresh?: true;
  /** By which columns a file of this kind is known: one of them must be there. */
  known: readonly string[];
  gone?: Gone;
};

/** A kind whose rows are taken in one after the other, each by the verbs' own steps. */
export type RowKind = Common & {
  rows: {
    /** What a row says of which thing: two rows that differ about one thing contradict each other. */
    says: (cells: Cells) => Record<string, string>;
    /** How many go in in one transaction: as many as take about half a second, for others wait at the same company. */
    most: number;
    /** Once all of its rows are in. */
    after?: (tx: Tx<Operator>) => Promise<void>;
    /**
     * What becomes of rows: nothing that they say is written yet. Made anew for each pass over a file; given some rows it
     * looks at what stands, and then tells row after row: what one would make is there for those below it.
     */
    planner: (
      options: PlanOptions,
    ) => (tx: Tx<Operator>, rows: readonly Row[], how: Writing) => Promise<Batch>;
  };
};

/** `each`: what a row says is written before the next one is planned; otherwise after the last one, or not at all. */
export type Writing = { each: boolean };

export type Batch = {
  plan: (row: Row) => Planned | Promise<Planned>;
  /** Does what these rows say in a few statements, or, where one is refused, nothing: then each is done by itself. */
  writeAll: (tx: Tx<Operator>, planned: readonly Planned[]) => Promise<void>;
};

export type WholeOptions = {
  table: Table & { decimals: "comma" | "point" | undefined };
  dryRun: boolean;
  told: (line: number, told: Told) => void;
  /** Each row, with a way to what would be stored of it; null: nothing. */
  read: (line: number, values: (() => Cells) | null) => void;
  /** Everything was read, and nothing is written yet; asked again while another file is written first. */
  staged: () => Promise<void>;
};

/** A kind whose file is compared and written as a whole, in one transaction, because rows depend on each other. */
export type WholeKind = Common & {
  /** What the file names, as a table of `thing`, once `whole` is through. */
  named: SQL;
  whole: (tx: Tx<Operator>, options: WholeOptions) => Promise<Record<Outcome, number>>;
};

export type ImportKind = RowKind | WholeKind;

/** What is to be known of a kind of file to read it: of an import's, or of the rows of a run (B2). */
export type FileKind = {
  name: ImportKindName | "bulk";
  columns: readonly Column[];
  known: readonly string[];
};
