import type { Look } from "@/lib/views/shell";

/** The address of the style sheet with the programme's own colours; null: it has none. */
export function accentSheet({ accentLight, accentDark }: Look): string | null {
  if (accentLight === "" && accentDark === "") return null;
  const name = [accentLight, accentDark].map((colour) => colour.slice(1) || "0").join("-");
  return `/brand/${name}.css`;
}
