import { useMessages } from "next-intl";

/** What the programme calls what it measures, asks and offers (P9), in the language of the request; a key that has no words stands for itself. */
export function useProgrammeWords() {
  return namesOf(useMessages().named);
}

type Named = ReturnType<typeof useMessages>["named"];

/** The same of texts that were got elsewhere. */
export function namesOf(named: Named) {
  const of = (kind: keyof Named) => (key: string) => named[kind][key] ?? key;
  return {
    metric: of("metrics"),
    /** `count`, `share`, or the currency of an amount. */
    unit: (metric: string) => named.units[metric] ?? "count",
    qualification: of("qualifications"),
    proof: of("proof"),
    /** Why a claim is given back or rejected (W12). */
    reason: of("reasons"),
    area: of("areas"),
    role: of("roles"),
    type: of("types"),
    band: of("bands"),
  };
}
