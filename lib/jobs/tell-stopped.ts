import type { Database } from "@/db/client";
import { z } from "zod";
import { tellStopped as tell } from "../consent/reports/tell-stopped";
import { jobContext } from "./context";

const data = z.object({ requestId: z.guid(), reason: z.string() });

/** D18: after the programme stopped a request, both sides are told. */
export async function tellStopped(db: Database, input: unknown): Promise<void> {
  await tell(jobContext(db, "tell-stopped"), data.parse(input));
}
