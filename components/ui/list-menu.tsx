import { useLocale, useTranslations } from "next-intl";
import { csvFormOf } from "@/lib/csv/schema";

type Props = {
  /** The list as it is looked at, without where its page begins. */
  href: string;
  /** Key and words of each column that can be left out, by the list's order. */
  columns: readonly (readonly [key: string, label: string])[];
  /** A file of more than the list shows: address and words. */
  file?: readonly [href: string, label: string] | undefined;
};

/** The menu of a list (K3, K4): its columns, density and files, and its kept views. */
export function ListMenu({ href, columns, file }: Props) {
  const [t, form] = [useTranslations("common.list"), useTranslations("common.csvForm")];
  // As the reader's spreadsheets open a CSV, and the other form.
  const usual = csvFormOf(useLocale());
  const other = usual === "comma" ? "semicolon" : "comma";
  const [path = "", query = ""] = href.split("?");
  const search = new URLSearchParams(query);
  const hide = search.getAll("hide");
  const compact = search.get("density") === "compact";
  const of = new URLSearchParams({ of: href }).toString();
  const kept = [...search].filter(([name]) => name !== "hide" && name !== "density");
  return (
    <details className="menu">
      <summary className="button subtle">{t("look")}</summary>
      <div>
        <a href={`/views?${of}`}>{t("views")}</a>
        <nav aria-label={t("files")}>
          {t("files")}
          <a href={`/views/list.xlsx?${of}`} download>
            {t("xlsx")}
          </a>
          <a href={`/views/list.csv?${of}`} download>
            {form(usual)}
          </a>
          <a href={`/views/list.csv?${of}&csv=${other}`} download>
            {form(other)}
          </a>
          {file ? (
            <>
              <a href={file[0]} download>
                {file[1]}
              </a>
              <a href={`${file[0]}${file[0].includes("?") ? "&" : "?"}csv=${other}`} download>
                {file[1]}: {form(other)}
              </a>
            </>
          ) : null}
        </nav>
        <form action={path} autoComplete="off" data-at-once>
          {kept.map(([name, value]) => (
            <input key={name + value} type="hidden" name={name} value={value} />
          ))}
          <fieldset hidden={columns.length === 0}>
            <legend>{t("hide")}</legend>
            {columns.map(([key, label]) => (
              <label key={key}>
                <input
                  type="checkbox"
                  name="hide"
                  value={key}
                  defaultChecked={hide.includes(key)}
                />
                {label}
              </label>
            ))}
          </fieldset>
          <label>
            <input type="checkbox" name="density" value="compact" defaultChecked={compact} />
            {t("compact")}
          </label>
          <button type="submit">{t("apply")}</button>
        </form>
      </div>
    </details>
  );
}
