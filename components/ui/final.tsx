import { useTranslations } from "next-intl";

/** K12: above the button of an act that nobody can take back. */
export function Final() {
  return <p className="hint">{useTranslations("common")("final")}</p>;
}
