"use client";
import type { ReactNode } from "react";
import { Button, type ButtonVariant } from "./button";
import { useFormParts } from "./form-context";

type Props = {
  children: ReactNode;
  variant?: ButtonVariant;
  name?: string;
  value?: string;
  /** A download of what the form says, instead: its address. */
  formAction?: string;
};

/** The button that sends a `Form`; while it is under way it says so and a second press does nothing. */
export function SubmitButton({ children, variant = "primary", ...rest }: Props) {
  const { pending, words } = useFormParts();
  return (
    <Button
      type="submit"
      variant={variant}
      aria-disabled={pending || undefined}
      {...rest}
      {...(rest.formAction && { formMethod: "get" })}
    >
      {children}
      <span className="visually-hidden" role="status">
        {pending ? words.busy : null}
      </span>
    </Button>
  );
}
