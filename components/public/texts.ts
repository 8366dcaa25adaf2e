import { translator, type Locale } from "@/messages";

type Texts = ReturnType<typeof translator<"consent">>;

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
