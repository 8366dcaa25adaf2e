import { cache } from "react";
import type { Locale } from "@/messages";
import {
  lookOf,
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
 * How the programme looks and speaks (P3), read once a request; plain while that cannot be read, so that
 * the page about it has words.
 */
export const currentLook = cache(async (): Promise<Look> => {
  try {
    return await lookOf(getDatabase());
  } catch {
    return plainLook;
  }
});
