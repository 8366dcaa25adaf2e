import type { Locale } from "../../ctx";
import type { Sheet } from "../../csv/sheet";

/** Which file of a list somebody asks for: what its address says, and in which language. */
export type Asked = {
  search: Record<string, string | string[] | undefined>;
  locale: Locale;
  /** Of which workshop or company the list is, where it is of one. */
  of: string;
};

/** The table, and what its file is called. */
export type ListSheet = Omit<Sheet, "title"> & { name: string };
