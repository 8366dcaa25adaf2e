import type { Database } from "@/db/client";
import { remindClaims } from "../claims/remind-claims";
import { remind as send } from "../consent/remind";
import { jobContext } from "./context";

/** Every hour: the reminders that are due in some zone's daytime (D13, section 7). */
export async function remind(db: Database): Promise<void> {
  const ctx = jobContext(db, "remind");
  try {
    await send(ctx);
  } finally {
    await remindClaims(ctx);
  }
}
