import type { Database } from "@/db/client";
import { z } from "zod";
import { closeOwnSurveys } from "../claims/surveys/close-own-surveys";
import { tellStopped as tell } from "../consent/reports/tell-stopped";
import { jobContext } from "./context";

const data = z.object({ partnerId: z.guid(), banId: z.guid(), requestId: z.guid() });

/** D18, D19: after the programme forbade an address, both sides are told, and surveys to it are closed. */
export async function tellStopped(db: Database, input: unknown): Promise<void> {
  const ctx = jobContext(db, "tell-stopped");
  await tell(ctx, data.parse(input));
  await closeOwnSurveys(ctx);
}
