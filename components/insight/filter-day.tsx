import { useId } from "react";

type Props = { label: string; name: string; value: string; max: string };

/** A filter that is a day, chosen in the browser's own calendar. */
export function FilterDay({ label, name, value, max }: Props) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} name={name} type="date" defaultValue={value} max={max} />
    </div>
  );
}
