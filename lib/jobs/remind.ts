import type { Database } from "@/db/client";
import { remindClaims } from "../claims/remind-claims";
import { retrySurveys } from "../claims/surveys/retry-surveys";
import { remind as send } from "../consent/remind";
import { jobContext } from "./context";

/** Every hour: the reminders that are due in some zone's daytime (D13, section 7), and surveys that came back (D21). */
export async function remind(db: Database): Promise<void> {
  const ctx = jobContext(db, "remind");
  try {
    await send(ctx);
  } finally {
    try {
      await remindClaims(ctx);
    } finally {
      await retrySurveys(ctx);
    }
  }
}
