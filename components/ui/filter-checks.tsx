import { useTranslations } from "next-intl";
import { withChosen, type FilterOption } from "./filter-form";

type Props = {
  label: string;
  name: string;
  chosen: readonly string[];
  options: readonly FilterOption[];
};

/** K4: a filter of a `FilterForm` of which several can be chosen. It opens without JavaScript. */
export function FilterChecks({ label, name, chosen, options: offered }: Props) {
  const t = useTranslations("common");
  const options = withChosen(offered, chosen);
  const one = options.find(({ value }) => value === chosen[0]);
  return (
    <div className="field">
      <span aria-hidden="true">{label}</span>
      <details className="menu">
        <summary className="button">
          <span className="visually-hidden">{label}: </span>
          <span>
            {chosen.length > 1
              ? t("list.several", { count: chosen.length })
              : (one?.label ?? t("all"))}
          </span>
        </summary>
        <fieldset>
          <legend className="visually-hidden">{label}</legend>
          {options.map(({ value, label: text }) => (
            <label key={value}>
              <input
                type="checkbox"
                name={name}
                value={value}
                defaultChecked={chosen.includes(value)}
              />
              {text}
            </label>
          ))}
        </fieldset>
      </details>
    </div>
  );
}
