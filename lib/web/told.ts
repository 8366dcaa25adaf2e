import { isErrorCode, type ErrorCode } from "@/messages";
import { spokenLocale } from "./door";
import { errorWords } from "./form-words";
import { one, type Search } from "./page";

/** What a page of one's own account may be told by its address: nothing else is said, whoever made it. */
const done = [
  "linked",
  "unlinked",
  "factor_added",
  "factor_removed",
  "session_ended",
  "others_ended",
  "notices_saved",
  "profile_saved",
] as const;
const errors: ReadonlySet<string> = new Set<ErrorCode>([
  "identity_taken",
  "identity_required",
  "identity_other",
  "identity_unknown",
  "not_asked_anew",
  "provider_failed",
  "sign_in_again",
  "signed_out",
  "rate_limited",
  "unavailable",
]);

/** What was done, or refused, on the way here. */
export async function told(search: Search) {
  const code = one(search.error) ?? "";
  const error =
    errors.has(code) && isErrorCode(code)
      ? errorWords(await spokenLocale(), { field: null, code }).message
      : null;
  return { done: done.find((word) => word === one(search.done)) ?? null, error };
}
