import type { Database } from "@/db/client";
import { z } from "zod";
import { tellFree as tell } from "../consent/tell-free";
import { jobContext } from "./context";

const data = z.object({ associationId: z.guid() });

/** D18: after a consent ended, the partners for whom the customer is free again. */
export async function tellFree(db: Database, input: unknown): Promise<void> {
  await tell(jobContext(db, "tell-free"), data.parse(input));
}
