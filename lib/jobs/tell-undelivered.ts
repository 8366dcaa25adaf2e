import type { Database } from "@/db/client";
import { z } from "zod";
import { tellUndelivered as tell } from "../consent/tell-undelivered";
import { tellUndeliveredSurvey } from "../claims/surveys/tell-undelivered";
import { jobContext } from "./context";

const data = z.object({ emailId: z.guid() });

/** After a bounce, a complaint or a failure of a request or a survey, its partner. */
export async function tellUndelivered(db: Database, input: unknown): Promise<void> {
  const ctx = jobContext(db, "tell-undelivered");
  await tell(ctx, data.parse(input));
  await tellUndeliveredSurvey(ctx, data.parse(input));
}
