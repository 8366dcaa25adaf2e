import { useTranslations } from "next-intl";
import { useId, type ReactNode } from "react";
import { Chips, type Chip } from "./chips";
import { ListKeys } from "./listening";

type FormProps = {
  /** The page that lists; the form adds its fields to the address (GET). */
  action: string;
  /** What stays in the address besides the fields: the tab, the order. */
  keep?: Record<string, string | string[] | undefined>;
  /** Given when something is filtered: the address without filters. */
  clearHref?: string | undefined;
  /** What is filtered by. */
  chips?: readonly Chip[];
  children: ReactNode;
  /** Filters that are folded away, and how many of them say something. */
  more?: { fields: ReactNode; active: number };
  /** Buttons at the far end, outside of the form. */
  end?: ReactNode;
};

/**
 * The bar above a list: search, filters, apply. Everything goes into the address. On a narrow screen it
 * is one line that opens, also without JavaScript; open from the start where something is filtered.
 */
export function FilterForm(props: FormProps) {
  const { action, keep = {}, clearHref, chips = [], children, more, end } = props;
  const t = useTranslations("common");
  return (
    <div className="toolbar">
      <ListKeys />
      <details open={clearHref !== undefined}>
        <summary className="button">{t("searchAndFilter")}</summary>
        <form action={action} role="search" autoComplete="off" data-at-once>
          {Object.entries(keep).flatMap(([name, values]) =>
            [values ?? ""]
              .flat()
              .map((value) =>
                value ? <input key={name + value} type="hidden" name={name} value={value} /> : null,
              ),
          )}
          {children}
          {more ? (
            <details className="menu folded">
              <summary className="button">{t("list.filters", { active: more.active })}</summary>
              <div>{more.fields}</div>
            </details>
          ) : null}
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
      <Chips chips={chips} />
    </div>
  );
}

type TextProps = { label: string; name: string; value?: string | undefined };

/** A filter of which one types what it is. */
export function FilterText({ label, name, value }: TextProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} name={name} defaultValue={value} maxLength={20} />
    </div>
  );
}

export type FilterOption = { value: string; label: string };

/**
 * What a filter offers, and what it is asked for beside that: a kept view may name what its reader has no more. It is seen, and
 * it stays when something else is chosen.
 */
export function withChosen(
  options: readonly FilterOption[],
  chosen: readonly string[],
): FilterOption[] {
  const missing = chosen.filter((one) => one !== "" && !options.some(({ value }) => value === one));
  return [...options, ...missing.map((value) => ({ value, label: value }))];
}

type SelectProps = {
  label: string;
  name: string;
  value?: string | undefined;
  options: readonly FilterOption[];
  /** The words for "no filter"; "All" unless said. */
  all?: string;
  /** It is left out where there is but one to choose, and none is chosen. */
  several?: boolean;
};

/** One filter of a `FilterForm`. */
export function FilterSelect(props: SelectProps) {
  const { label, name, value = "", options, all, several = false } = props;
  const t = useTranslations("common");
  const id = useId();
  if (several && options.length < 2 && value === "") return null;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} name={name} defaultValue={value}>
        <option value="">{all ?? t("all")}</option>
        {withChosen(options, [value]).map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
