import { useTranslations } from "next-intl";
import { Icon } from "./icon";

export type Chip = {
  /** What is filtered by, in words. */
  label: string;
  /** The list without it. */
  href: string;
};

/** K4: what a list is filtered by; each is taken away by its link. Nothing when nothing is. */
export function Chips({ chips }: { chips: readonly Chip[] }) {
  const t = useTranslations("common.list");
  if (chips.length === 0) return null;
  return (
    <ul className="chips" aria-label={t("filtered")}>
      {chips.map(({ label, href }) => (
        <li key={label}>
          <a className="button" href={href} aria-label={t("takeAway", { filter: label })}>
            {label}
            <Icon name="close" />
          </a>
        </li>
      ))}
    </ul>
  );
}
