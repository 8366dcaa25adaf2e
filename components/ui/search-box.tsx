import { useTranslations } from "next-intl";
import { useId } from "react";
import { Icon } from "./icon";

type Props = {
  /** What can be searched for. */
  label: string;
  name?: string;
  value?: string | undefined;
};

/** A search field for a `FilterForm`: one word above it, and what can be searched for within. */
export function SearchBox({ label, name = "q", value }: Props) {
  const id = useId();
  const t = useTranslations("common");
  return (
    <div className="field search">
      <label htmlFor={id}>{t("search")}</label>
      <Icon name="search" />
      <input
        id={id}
        type="search"
        name={name}
        defaultValue={value}
        placeholder={label}
        title={label}
        maxLength={200}
      />
    </div>
  );
}
