import type { Database } from "@/db/client";
import { forgetOver as forget } from "../privacy/forget-over";
import { jobContext } from "./context";

/** Every night: the people in what is over (O23). */
export async function forgetOver(db: Database): Promise<void> {
  await forget(jobContext(db, "forget-over"));
}
