"use client";
import type { ReactNode } from "react";
import { useField, type FieldProps } from "./form-context";

/** The label's words, with "optional" where nothing has to be filled in. */
export function LabelText({
  label,
  required,
  optional,
}: {
  label: string;
  required?: FieldProps["required"];
  optional: string;
}) {
  return (
    <>
      {label} {required ? null : <small>({optional})</small>}
    </>
  );
}

/** Hint and error of a field, with the ids that describe it. */
export function Notes({
  name,
  hint,
  error,
}: {
  name: string;
  hint?: string | undefined;
  error?: string | undefined;
}) {
  return (
    <>
      {hint ? (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      ) : null}
      {error ? (
        <p className="error" id={`${name}-error`} data-tone="danger">
          {error}
        </p>
      ) : null}
    </>
  );
}

/** Label, hint, error and one control. */
export function Labelled({ field, children }: { field: FieldProps; children: ReactNode }) {
  const { words, error } = useField(field);
  return (
    <div className="field">
      <label htmlFor={field.name}>
        <LabelText label={field.label} required={field.required} optional={words.optional} />
      </label>
      <Notes name={field.name} hint={field.hint} error={error} />
      {children}
    </div>
  );
}
