import type { Database } from "@/db/client";
import { refreshAllEligibility } from "../eligibility/refresh-all";
import { jobContext } from "./context";

/** Every night: eligibility of every tenant that some partner knows or works with. */
export async function refreshEligibility(db: Database): Promise<void> {
  await refreshAllEligibility(jobContext(db, "refresh-eligibility"));
}
