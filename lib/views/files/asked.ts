import type { Locale } from "../../ctx";
import type { Sheet } from "../../csv/sheet";

/** Which file of a list somebody asks for: what its address says, and in which language. */
export type Asked = {
  search: Record<string, string | string[] | undefined>;
  locale: Locale;
  /** Of a workshop, where the list is of one. */
  slug: string;
};

/** The table, and what its file is called. */
export type ListSheet = Omit<Sheet, "title"> & { name: string };
