import { useTranslations } from "next-intl";

/** K9: beside a state or a reason, the way to what it means. */
export function WhatItMeans({ entry, of }: { entry: string; of: string }) {
  const t = useTranslations("help");
  return (
    <small>
      <a href={`/help/reasons#${entry}`} aria-label={t("meaningOf", { what: of })}>
        {t("meaning")}
      </a>
    </small>
  );
}
