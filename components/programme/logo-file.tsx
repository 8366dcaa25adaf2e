"use client";
import { useState, type ChangeEvent } from "react";
import { Labelled } from "../ui/field-parts";
import { useField } from "../ui/form-context";

type Props = { label: string; hint: string; mostBytes: number; tooLarge: string };

/** The file of a logo; one that is too large is told, and put back before it is sent. */
export function LogoFile({ label, hint, mostBytes, tooLarge }: Props) {
  const field = { name: "logo", label, hint, required: true };
  const { aria } = useField(field);
  const [large, setLarge] = useState(false);
  const look = ({ currentTarget: input }: ChangeEvent<HTMLInputElement>) => {
    const found = (input.files?.[0]?.size ?? 0) > mostBytes;
    if (found) input.value = "";
    setLarge(found);
  };
  return (
    <Labelled field={field}>
      <input
        id="logo"
        name="logo"
        type="file"
        accept=".png,.svg,image/png,image/svg+xml"
        {...aria}
        onChange={look}
      />
      <p role="status" {...(large && { className: "error", "data-tone": "danger" })}>
        {large ? tooLarge : null}
      </p>
    </Labelled>
  );
}
