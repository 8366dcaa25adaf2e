"use client";
import { Labelled } from "./field-parts";
import { useField, type FieldProps } from "./form-context";

type TextFieldProps = FieldProps & {
  type?: "text" | "email" | "tel" | "url" | "date" | "number";
  autoComplete?: string;
  inputMode?: "text" | "email" | "numeric" | "decimal" | "tel" | "url";
  maxLength?: number;
  spellCheck?: boolean;
};

/** One line of text. */
export function TextField({
  type = "text",
  autoComplete,
  inputMode,
  maxLength,
  spellCheck,
  ...field
}: TextFieldProps) {
  const { value, aria, input } = useField(field);
  return (
    <Labelled field={field}>
      <input
        id={field.name}
        type={type}
        defaultValue={single(value)}
        autoComplete={autoComplete ?? "off"}
        inputMode={inputMode}
        maxLength={maxLength}
        spellCheck={spellCheck}
        {...aria}
        {...input}
      />
    </Labelled>
  );
}

/** An e-mail address. */
export function EmailField(props: Omit<TextFieldProps, "type" | "inputMode">) {
  return <TextField type="email" spellCheck={false} {...props} />;
}

/** Several lines of text; grows with what is typed. */
export function TextArea({
  rows = 3,
  maxLength,
  ...field
}: FieldProps & { rows?: number; maxLength?: number }) {
  const { value, aria, input } = useField(field);
  return (
    <Labelled field={field}>
      <textarea
        id={field.name}
        rows={rows}
        maxLength={maxLength}
        defaultValue={single(value)}
        {...aria}
        {...input}
      />
    </Labelled>
  );
}

export function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
