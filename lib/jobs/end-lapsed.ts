import type { Database } from "@/db/client";
import { endLapsedClaims } from "../claims/end-lapsed-claims";
import { tellExpired } from "../consent/tell-expired";
import { endLapsed as end } from "../customers/end-lapsed";
import { jobContext } from "./context";

/** Every minute: what ran out ends, and its partner is told (S55, W11, D7, section 7). */
export async function endLapsed(db: Database): Promise<void> {
  const ctx = jobContext(db, "end-lapsed");
  try {
    await tellExpired(ctx, { ended: await end(ctx) });
  } finally {
    await endLapsedClaims(ctx);
  }
}
