import { CHOOSE } from "./choose-form";

/** B2: the box by which a row of a list is chosen. */
export function Choose({ value, label }: { value: string; label: string }) {
  return <input type="checkbox" name="row" form={CHOOSE} value={value} aria-label={label} />;
}
