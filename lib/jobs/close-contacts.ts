import type { Database } from "@/db/client";
import { closeOwnSurveys } from "../claims/surveys/close-own-surveys";
import { closeOwnContacts } from "../consent/contacts/close-own-contacts";
import { jobContext } from "./context";

/** Every hour, and when the programme edits a partner's domains: who may not answer any more (D19). */
export async function closeContacts(db: Database): Promise<void> {
  const ctx = jobContext(db, "close-contacts");
  try {
    await closeOwnContacts(ctx);
  } finally {
    await closeOwnSurveys(ctx);
  }
}
