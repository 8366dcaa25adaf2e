import { useTranslations } from "next-intl";

/** The first thing that the Tab key meets: jumps over the navigation to `#main`. */
export function SkipLink() {
  const t = useTranslations("common");
  return (
    <a className="skip" href="#main">
      {t("skipToContent")}
    </a>
  );
}
