import type { Database } from "@/db/client";
import type { Ctx, System } from "../ctx";
import { readClock } from "../time/clock";

/** The context of one job: the product itself, at the instant when it starts. */
export function jobContext(db: Database, name: string): Ctx<System> {
  return { actor: { kind: "system", name }, now: readClock(), db };
}
