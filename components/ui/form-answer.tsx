"use client";
import { useFormParts } from "./form-context";

/** What the button of a `Form` that only asks was answered; it is read out as it comes. */
export function FormAnswer() {
  const { answer, pending } = useFormParts();
  return (
    <p role="status" hidden={pending || answer === undefined}>
      {pending ? null : answer}
    </p>
  );
}
