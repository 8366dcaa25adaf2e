import type { Database } from "@/db/client";
import { z } from "zod";
import { tellUndelivered as tell } from "../consent/tell-undelivered";
import { jobContext } from "./context";

const data = z.object({ emailId: z.guid() });

/** After a bounce, a complaint or a failure of a request, its partner. */
export async function tellUndelivered(db: Database, input: unknown): Promise<void> {
  await tell(jobContext(db, "tell-undelivered"), data.parse(input));
}
