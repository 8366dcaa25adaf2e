export type ProblemCode =
  /** The whole row is left out. */
  | "quote"
  | "columns"
  | "too_long"
  | "encoding"
  | "formula"
  | "required"
  | "tenant_id"
  | "country"
  | "tpid"
  | "domain"
  | "shared_suffix"
  | "as_of"
  /** What a spreadsheet made of a month, of a long number, of thousands. */
  | "excel_month"
  | "scientific"
  | "thousands"
  | "future"
  | "number"
  | "whole_number"
  | "negative"
  | "share"
  | "duplicate"
  /** The tenant was merged into another one (P18). */
  | "merged"
  /** Only this value is left out; the rest of the row, or of the file, is imported. */
  | "unknown_column"
  | "column_twice"
  | "free_mail"
  | "taken_domain";

export type Problem = {
  line: number;
  column: string | null;
  code: ProblemCode;
  /** What stands there, or what it collides with. */
  value: string;
  /** Whether the row was imported all the same, without this value. */
  kept: boolean;
};

/** Tells what is wrong with a cell; `kept`: the row stays without it. */
export type Complain = (column: string, code: ProblemCode, value: string, kept?: boolean) => void;
