import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

export type SummaryRow = {
  label: string;
  value: ReactNode;
  /** Where the row can be changed: the wizard's step with its draft. */
  changeHref?: string | undefined;
};

/** Facts by name; on a review page each row has its change link. */
export function SummaryList({ rows }: { rows: SummaryRow[] }) {
  const t = useTranslations("common");
  return (
    <dl className="summary-list">
      {rows.map(({ label, value, changeHref }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
          {changeHref ? (
            <dd className="change">
              <a href={changeHref} aria-label={t("changeWhat", { what: label })}>
                {t("change")}
              </a>
            </dd>
          ) : null}
        </div>
      ))}
    </dl>
  );
}
