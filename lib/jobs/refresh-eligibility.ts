import { z } from "zod";
import type { Database } from "@/db/client";
import { refreshAllEligibility } from "../eligibility/refresh-all";
import { jobContext } from "./context";

const input = z.object({ changedAt: z.iso.datetime().optional() }).nullish();

/**
 * Eligibility of every tenant that some partner knows or works with: every night, and after an import
 * (`changedAt`) of those whose facts it changed; when a version begins to hold (P8).
 */
export async function refreshEligibility(db: Database, data: unknown): Promise<void> {
  const changedAt = input.parse(data)?.changedAt;
  await refreshAllEligibility(jobContext(db, "refresh-eligibility"), {
    changedAt: changedAt === undefined ? null : new Date(changedAt),
  });
}
