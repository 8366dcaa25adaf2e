import type { ReactNode } from "react";
import type { Locale } from "@/messages";
import { problemWords, type Problem } from "./document";
import { texts } from "./texts";

type FieldProps = {
  language: Locale;
  name: string;
  label: string;
  hint?: string;
  problems: Problem[];
};

type InputProps = FieldProps & {
  value: string;
  required?: boolean;
  autoComplete?: string;
  inputMode?: "numeric";
  className?: string;
  maxLength?: number;
};

/** One line of text, or a day, with its label, hint and error. */
export function TextField({
  value,
  type = "text",
  max,
  required = true,
  autoComplete = "off",
  inputMode,
  className,
  ...field
}: InputProps & { type?: "text" | "date"; max?: string }) {
  const described = describedBy(field);
  return (
    <Field {...field}>
      <input
        type={type}
        max={max}
        id={field.name}
        name={field.name}
        defaultValue={value}
        autoComplete={autoComplete}
        inputMode={inputMode}
        className={className}
        maxLength={type === "text" ? (field.maxLength ?? 200) : undefined}
        aria-describedby={described}
        aria-invalid={wrong(field) ? true : undefined}
        required={required}
      />
    </Field>
  );
}

/** Several lines of text. */
export function TextArea({ value, required, ...field }: InputProps) {
  return (
    <Field {...field}>
      <textarea
        id={field.name}
        name={field.name}
        defaultValue={value}
        maxLength={field.maxLength ?? 2_000}
        rows={3}
        required={required}
        aria-describedby={describedBy(field)}
        aria-invalid={wrong(field) ? true : undefined}
      />
    </Field>
  );
}

function Field({ children, ...field }: FieldProps & { children: ReactNode }) {
  return (
    <div className={field.name === "reason" ? "field reason" : "field"}>
      <label htmlFor={field.name}>{field.label}</label>
      {field.hint && (
        <span className="hint" id={`${field.name}-hint`}>
          {field.hint}
        </span>
      )}
      <FieldError {...field} />
      {children}
    </div>
  );
}

/** The words of what is wrong at a field, beside it. */
export function FieldError({
  language,
  name,
  problems,
}: Pick<FieldProps, "language" | "name" | "problems">) {
  const problem = problems.find(({ field }) => field === name);
  if (!problem) return null;
  return (
    <p className="error" id={`${name}-error`}>
      {problemWords(language, problem)}
    </p>
  );
}

/** What every form carries unseen: its stamp, and a field that only machines fill in (D10). */
export function Unseen({ language, stamp }: { language: Locale; stamp: string }) {
  return (
    <>
      <input type="hidden" name="stamp" value={stamp} />
      <div className="trap" aria-hidden="true">
        <label htmlFor="more">{texts(language)("open.trap")}</label>
        <input type="text" id="more" name="more" tabIndex={-1} autoComplete="off" />
      </div>
    </>
  );
}

function wrong({ name, problems }: FieldProps): boolean {
  return problems.some(({ field }) => field === name);
}

function describedBy(field: FieldProps): string | undefined {
  const ids = [field.hint && `${field.name}-hint`, wrong(field) && `${field.name}-error`];
  return ids.filter(Boolean).join(" ") || undefined;
}
