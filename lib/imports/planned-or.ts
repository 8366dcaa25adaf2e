import { Refusal } from "../errors";
import type { Cells, Planned } from "./kind";

/** What becomes of a row; one that is refused says why. */
export async function plannedOr(
  line: number,
  values: Cells,
  plan: () => Planned | Promise<Planned>,
): Promise<Planned> {
  try {
    return await plan();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { line, values, before: {}, outcome: "refused", errors: error.errors };
  }
}

/** What a row names; nothing where that is refused, which is told when the row is planned. */
export function orNothing<T>(read: () => T): T[] {
  try {
    return [read()];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [];
  }
}
