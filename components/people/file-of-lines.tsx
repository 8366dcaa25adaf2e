"use client";
import { Labelled } from "../ui/field-parts";

/** A small file that is read with the form, beside what was typed. */
export function FileOfLines({ label, hint }: { label: string; hint: string }) {
  return (
    <Labelled field={{ name: "file", label, hint, required: "sometimes" }}>
      <input
        id="file"
        name="file"
        type="file"
        accept=".csv,text/csv,text/plain"
        aria-describedby="file-hint"
      />
    </Labelled>
  );
}
