import { useId } from "react";
import { Icon } from "./icon";

type Props = { label: string; name?: string; value?: string | undefined; placeholder?: string };

/** A search field for a `FilterForm`. */
export function SearchBox({ label, name = "q", value, placeholder }: Props) {
  const id = useId();
  return (
    <div className="field search">
      <label htmlFor={id}>{label}</label>
      <Icon name="search" />
      <input
        id={id}
        type="search"
        name={name}
        defaultValue={value}
        placeholder={placeholder}
        maxLength={200}
      />
    </div>
  );
}
