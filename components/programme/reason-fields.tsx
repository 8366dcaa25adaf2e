"use client";
import { Notes } from "../ui/field-parts";
import { useField } from "../ui/form-context";
import styles from "./claim-review.module.css";

export type ReasonChoice = {
  group: string;
  label: string;
  codes: { value: string; label: string }[];
};
type Props = { label: string; hint: string; groups: ReasonChoice[] };

/** W12: the reasons of a decision as check boxes, for each requirement; all are sent as `reasons`. */
export function ReasonFields({ label, hint, groups }: Props) {
  const { error, value } = useField({ name: "reasons", label, hint });
  const chosen = [value].flat();
  return (
    <fieldset
      className="field"
      aria-describedby={error ? "reasons-hint reasons-error" : "reasons-hint"}
    >
      <legend>{label}</legend>
      <Notes name="reasons" hint={hint} error={error} />
      <div className={styles.reasons}>
        {groups.map(({ group, label: title, codes }, first) => (
          <fieldset key={group}>
            <legend>{title}</legend>
            {codes.map((code, index) => {
              const id = first + index === 0 ? "reasons" : `reasons-${group}-${index}`;
              return (
                <label key={code.value} htmlFor={id}>
                  <input
                    id={id}
                    type="checkbox"
                    name="reasons"
                    value={code.value}
                    defaultChecked={chosen.includes(code.value)}
                    aria-invalid={error ? true : undefined}
                  />
                  {code.label}
                </label>
              );
            })}
          </fieldset>
        ))}
      </div>
    </fieldset>
  );
}
