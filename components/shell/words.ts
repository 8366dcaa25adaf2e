import type { HelpWords } from "../help/help-panel";
import type { PaletteWords } from "../search/palette-dialog";

/** The words of the top bar, in the reader's language. */
export type TopWords = {
  /** The programme's name; the product's own while it has none. */
  product: string;
  /** The address of the programme's logo (P3). */
  logo: string | null;
  skip: string;
};

/** Those of language and colours. */
export type ChoiceWords = {
  language: string;
  theme: string;
  themes: { system: string; light: string; dark: string };
  preferences: string;
};

/** The words of the console's frame. */
export type ShellWords = TopWords & {
  main: string;
  account: string;
  accountOf: string;
  signOut: string;
  /** The pages of one's own account. */
  pages: { href: string; label: string }[];
  find: PaletteWords;
  help: HelpWords;
  switchTo: string;
  programme: string;
};
