import { useTranslations } from "next-intl";
import { useId, type ReactNode } from "react";

type FormProps = {
  /** The page that lists; the form adds its fields to the address (GET). */
  action: string;
  /** What stays in the address besides the fields: the tab, the order. */
  keep?: Record<string, string | undefined>;
  /** Given when something is filtered: the address without filters. */
  clearHref?: string | undefined;
  children: ReactNode;
  /** Buttons at the far end, outside of the form. */
  end?: ReactNode;
};

/**
 * The bar above a list: search, filters, apply. Everything goes into the address. On a narrow screen it
 * is one line that opens, also without JavaScript; open from the start where something is filtered.
 */
export function FilterForm({ action, keep = {}, clearHref, children, end }: FormProps) {
  const t = useTranslations("common");
  return (
    <div className="toolbar">
      <details open={clearHref !== undefined}>
        <summary className="button">{t("searchAndFilter")}</summary>
        <form action={action} role="search" autoComplete="off">
          {Object.entries(keep).map(([name, value]) =>
            value ? <input key={name} type="hidden" name={name} value={value} /> : null,
          )}
          {children}
          <div className="buttons">
            <button type="submit">{t("apply")}</button>
            {clearHref ? (
              <a className="button subtle" href={clearHref}>
                {t("clear")}
              </a>
            ) : null}
          </div>
        </form>
      </details>
      {end ? <div className="end buttons">{end}</div> : null}
    </div>
  );
}

export type FilterOption = { value: string; label: string };

type SelectProps = {
  label: string;
  name: string;
  value?: string | undefined;
  options: FilterOption[];
  /** The words for "no filter"; "All" unless said. */
  all?: string;
};

/** One filter of a `FilterForm`. */
export function FilterSelect({ label, name, value = "", options, all }: SelectProps) {
  const t = useTranslations("common");
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} name={name} defaultValue={value}>
        <option value="">{all ?? t("all")}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
