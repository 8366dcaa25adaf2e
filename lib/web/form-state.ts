import type { ErrorCode } from "@/messages";

/** What a form holds: one text per field, several for a group of check boxes. */
export type FormValues = Record<string, string | string[]>;

/**
 * One thing that is wrong. `code` is a key of errors.json, `message` its words in the user's
 * language (see form-words.ts), `field` the name of the input, or null for the form as a whole.
 */
export type FormError = {
  field: string | null;
  code: ErrorCode | Unsent;
  params?: Record<string, string | number>;
  message: string;
};

/** Why no answer came: the page is too old, the form too long, nobody answered, or a fault with a number. */
export type Unsent = "newVersion" | "tooLarge" | "noAnswer" | "fault";

/**
 * What a server action gives back to its form: everything typed, and what is wrong with it; or the answer of a button that
 * only asks (`<FormAnswer>` shows it), with nothing done.
 */
export type FormState = { values: FormValues; errors: FormError[]; answer?: string };

/** A server action as a form calls it. On success it redirects and returns nothing, but where it answers. */
export type FormAction = (state: FormState, data: FormData) => Promise<FormState>;

/** The field in which each form of the console carries the company that it was shown for (U3). */
export const FORM_COMPANY = "form-company";

/** What an action was sent as its form: an empty one where somebody sent anything else. */
export function formOf(sent: unknown): FormData {
  return sent instanceof FormData ? sent : new FormData();
}

/** Everything typed into a form, to be given back with its errors; files and Next's own fields aside, and NUL, which nobody types. */
export function typed(data: FormData): FormValues {
  const values: FormValues = {};
  for (const name of new Set(data.keys())) {
    if (name.startsWith("$ACTION") || name === FORM_COMPANY) continue;
    const texts = data
      .getAll(name)
      .flatMap((value) => (typeof value === "string" ? [value.replaceAll("\0", "")] : []));
    values[name] = texts.length > 1 ? texts : (texts[0] ?? "");
  }
  return values;
}

/** The metadata of a page whose `<Form title="…">` keeps the page's title. */
export const titledByForm = { title: { absolute: "" } };
