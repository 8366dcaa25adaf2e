import type { useTranslations } from "next-intl";
import type { ImportView } from "@/lib/views/programme/imports";

/** What a column is called; one without words goes by its key. */
export function labelOf(
  t: ReturnType<typeof useTranslations<"imports">>,
  kind: ImportView["kind"],
  key: string,
): string {
  const name = `columns.${kind}.${key}` as Parameters<typeof t>[0];
  return t.has(name) ? t(name) : key;
}
