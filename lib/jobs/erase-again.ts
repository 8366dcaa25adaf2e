import type { Database } from "@/db/client";
import { eraseWaiting } from "../privacy/requests/erase-waiting";
import { jobContext } from "./context";

/** Every hour: what had to stay of people who are to be erased, and may go by now (O24, O25). */
export async function eraseAgain(db: Database): Promise<void> {
  await eraseWaiting(jobContext(db, "erase-again"));
}
