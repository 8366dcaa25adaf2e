"use client";
import { createContext, useContext } from "react";
import type { FormValues, Unsent } from "@/lib/web/form-state";

/** The words that forms say themselves, in the reader's language. */
export type FormWords = {
  optional: string;
  choose: string;
  errorSummary: string;
  errorPrefix: string;
  busy: string;
  unsent: Record<Unsent, string>;
};

type FormContextValue = {
  words: FormWords;
  values: FormValues;
  errors: Record<string, string>;
  /** What a button that only asks was answered. */
  answer: string | undefined;
  pending: boolean;
};

/** The company that the page is shown for, which its forms carry along (U3); null where nobody is signed in. */
export const CompanyContext = createContext<string | null>(null);

export const FormContext = createContext<FormContextValue | null>(null);

export function useFormParts(): FormContextValue {
  const parts = useContext(FormContext);
  if (!parts) throw new Error("A field stands inside a <Form>.");
  return parts;
}

export type FieldProps = {
  /** The key in the form's values and errors; letters, digits and underscores. */
  name: string;
  label: string;
  hint?: string | undefined;
  /** Required fields carry no mark; the others say "optional", but where the hint says when they are. */
  required?: boolean | "sometimes";
  /** What the field says at once when it is required and empty; the server says the same. */
  requiredMessage?: string | undefined;
};

/** Everything that wires a field to its form: value, error, ids and what describes it. */
export function useField({ name, hint, required, requiredMessage }: FieldProps) {
  const { words, values, errors } = useFormParts();
  const error = errors[name];
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(" ");
  return {
    words,
    error,
    value: values[name],
    aria: {
      "aria-describedby": described || undefined,
      "aria-invalid": error ? true : undefined,
      "aria-required": required === true || undefined,
    },
    input: { name, "data-required": required === true ? requiredMessage : undefined },
  };
}
