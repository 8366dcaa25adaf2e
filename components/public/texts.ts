import { translator, type Locale } from "@/messages";

type Texts = ReturnType<typeof translator<"consent">>;
type PrivacyTexts = ReturnType<typeof translator<"privacy">>;
type SurveyTexts = ReturnType<typeof translator<"surveys">>;

const made = new Map<Locale, Texts>();

/** The texts of the public pages in one language, made once. */
export function texts(language: Locale): Texts {
  let t = made.get(language);
  if (!t) {
    t = translator(language, "consent");
    made.set(language, t);
  }
  return t;
}

const surveys: Partial<Record<Locale, SurveyTexts>> = {};

/** The texts of the survey's pages in one language, made once. */
export function surveyTexts(language: Locale): SurveyTexts {
  return (surveys[language] ??= translator(language, "surveys"));
}

const privacy: Partial<Record<Locale, PrivacyTexts>> = {};

/** The texts of the privacy page in one language, made once. */
export function privacyTexts(language: Locale): PrivacyTexts {
  return (privacy[language] ??= translator(language, "privacy"));
}
