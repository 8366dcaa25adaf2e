import type { Locale } from "@/messages";
import {
  knownLook,
  plainLook,
  privacyOf,
  programmeOf,
  type Look,
  type Privacy,
  type Programme,
} from "@/lib/installation";
import { getDatabase } from "./database";

/** Who runs the programme, for pages that nobody has to sign in for; empty while it was not set up. */
export function currentProgramme(): Promise<Programme> {
  return programmeOf(getDatabase());
}

/** The privacy statement in a language, where the programme keeps it here (P3); else null. */
export function currentPrivacy(language: Locale): Promise<Privacy | null> {
  return privacyOf(getDatabase(), language);
}

/**
 * How the programme looks and speaks (P3); a trip to the database only once in some seconds. Plain where there is
 * no database at all: while the pages are built.
 */
export async function currentLook(): Promise<Look> {
  try {
    return await knownLook(getDatabase());
  } catch {
    return plainLook;
  }
}
