import type { Database } from "@/db/client";
import { sweepMail as sweep } from "../mail/sweep";
import { jobContext } from "./context";

/** Every minute: e-mails that lost their job. */
export async function sweepMail(db: Database): Promise<void> {
  await sweep(jobContext(db, "sweep-mail"));
}
