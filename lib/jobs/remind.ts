import type { Database } from "@/db/client";
import { remind as send } from "../consent/remind";
import { jobContext } from "./context";

/** Every hour: the reminders that are due in some zone's daytime (D13). */
export async function remind(db: Database): Promise<void> {
  await send(jobContext(db, "remind"));
}
