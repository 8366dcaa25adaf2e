"use client";
import { Labelled } from "../ui/field-parts";
import { useField } from "../ui/form-context";

/** The file in which the results of payments come back. */
export function ResultsFile({ label, hint }: { label: string; hint: string }) {
  const field = { name: "file", label, hint, required: true };
  const { aria } = useField(field);
  return (
    <Labelled field={field}>
      <input id="file" name="file" type="file" accept=".csv,text/csv" {...aria} />
    </Labelled>
  );
}
