import { countryWords } from "@/messages/format/names";
import { getConfig } from "../config";
import type { Locale } from "../ctx";
import type { Programme } from "../installation";
import type { CheckedRequest } from "../visitors/find-request";

type Known = Pick<
  Programme,
  "name" | "organisation" | "address" | "email" | "privacy" | "keptYears"
>;

/** Who we are, and where a request can be checked without its link. */
export type About = Known & {
  /** As people type it: `engagements.example.com/check`. */
  checkAddress: string;
};

export function about({ privacyTexts, ...programme }: Known & { privacyTexts: boolean }): About {
  const { host } = new URL(getConfig().APP_URL);
  const privacy = programme.privacy || (privacyTexts ? "/privacy" : "");
  return { ...programme, privacy, checkAddress: `${host}/check` };
}

export type CheckView = {
  language: Locale;
  about: About;
  /** What the e-mail said; null: nothing was asked yet, or nothing found. */
  found: (CheckedRequest & { place: string }) | null;
};

/** The page on which a request is checked by its number. */
export function checkRequest(
  language: Locale,
  programme: Programme,
  found: CheckedRequest | null,
): CheckView {
  return {
    language,
    about: about(programme),
    found: found && {
      ...found,
      place: `${found.locationCity}, ${countryWords(language, found.locationCountry)}`,
    },
  };
}
