import { Refusal } from "@/lib/errors";

/** What an act was refused with; null: it was done. What else it throws is thrown. */
export function refusal(work: Promise<unknown>): Promise<Refusal | null> {
  return work.then(
    () => null,
    (error: unknown) => {
      if (error instanceof Refusal) return error;
      throw error;
    },
  );
}

/** The code that an act was refused with; null: it was done. */
export const refusedWith = async (work: Promise<unknown>) => (await refusal(work))?.code ?? null;
