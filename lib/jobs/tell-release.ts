import type { Database } from "@/db/client";
import { z } from "zod";
import { sendReleasedSurveys } from "../claims/surveys/send-released";
import { sendReleased } from "../consent/contacts/send-released";
import { tellRelease as tell } from "../consent/contacts/tell-release";
import { jobContext } from "./context";

const data = z.object({ partnerId: z.guid(), releaseId: z.guid() });

/** D19: after the programme decided about a contact: what waited goes out, and the partner is told. */
export async function tellRelease(db: Database, input: unknown): Promise<void> {
  const ctx = jobContext(db, "tell-release");
  const release = data.parse(input);
  await sendReleased(ctx, release);
  await sendReleasedSurveys(ctx, release);
  await tell(ctx, release);
}
