"use client";
import type { ReactNode } from "react";
import { Labelled, LabelText, Notes } from "./field-parts";
import { useField, type FieldProps } from "./form-context";
import { single } from "./text-field";

export type Option = {
  value: string;
  label: string;
  /** More about this option; for a disabled one the reason, and where to go from there. */
  hint?: ReactNode;
  disabled?: boolean;
};

/** One of many: a native select. With `required` it starts at "Choose…". */
export function SelectField({ options, ...field }: FieldProps & { options: Option[] }) {
  const { words, value, aria, input } = useField(field);
  return (
    <Labelled field={field}>
      <select
        id={field.name}
        key={single(value)}
        defaultValue={single(value) ?? ""}
        {...aria}
        {...input}
      >
        <option value="">{words.choose}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

/** One of few, all to be seen. */
export function RadioGroup(props: FieldProps & { options: Option[] }) {
  return <Group type="radio" {...props} />;
}

/** Any number of few, which tells by itself that none may be chosen; sent as several values of one name. */
export function CheckboxGroup(props: FieldProps & { options: Option[] }) {
  return <Group type="checkbox" {...props} />;
}

function Group({
  type,
  options,
  ...field
}: FieldProps & { options: Option[]; type: "radio" | "checkbox" }) {
  const { words, error, value, aria, input } = useField(field);
  const chosen = Array.isArray(value) ? value : [value];
  const first = options.findIndex((option) => !option.disabled);
  const {
    "aria-describedby": describedBy,
    "aria-invalid": invalid,
    "aria-required": required,
  } = aria;
  return (
    <fieldset
      className="field"
      role={type === "radio" ? "radiogroup" : undefined}
      aria-describedby={describedBy}
      aria-required={type === "radio" ? required : undefined}
    >
      <legend>
        <LabelText
          label={field.label}
          required={type === "checkbox" || field.required}
          optional={words.optional}
        />
      </legend>
      <Notes name={field.name} hint={field.hint} error={error} />
      <div className="options">
        {options.map((option, index) => {
          const id = index === Math.max(first, 0) ? field.name : `${field.name}-${index}`;
          return (
            <div key={option.value}>
              <input
                id={id}
                type={type}
                value={option.value}
                defaultChecked={chosen.includes(option.value)}
                disabled={option.disabled}
                aria-invalid={type === "checkbox" ? invalid : undefined}
                aria-describedby={option.hint ? `${id}-more` : undefined}
                {...input}
              />
              <label htmlFor={id}>{option.label}</label>
              {option.hint ? <small id={`${id}-more`}>{option.hint}</small> : null}
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}
