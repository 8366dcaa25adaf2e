import { causesOf } from "@/lib/errors";
import { log } from "@/lib/log";
import { answerWith } from "./front/answer";

const away =
  /timeout|connection terminated|not queryable|client was closed|pool after calling end/i;

/**
 * Whether the database could not be reached in time, or a disk is full: no fault of ours or theirs, and it
 * passes.
 */
export function isUnavailable(error: unknown): boolean {
  for (const cause of causesOf(error)) {
    const code = "code" in cause ? String(cause.code) : "";
    // SQLSTATE: connection trouble, shutting down, no resources, a statement that took too long, a standby or a changed table.
    if (
      /^(08...|57P..|53...|57014|55P03|0A000)$|^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|ENOTFOUND|EAI_AGAIN|ENOSPC|EDQUOT|EROFS)/.test(
        code,
      )
    )
      return true;
    if ("message" in cause && away.test(String(cause.message))) return true;
  }
  return false;
}

/** Throws an error on; the answer's status says it when it is one that passes. */
export function throwOn(error: unknown): never {
  if (isUnavailable(error)) {
    answerWith(503);
    log.warn({ err: error }, "the database did not do what was asked");
  }
  throw error;
}

/** The page that says so goes out (503), with what the form held. */
export function passes(error: unknown): never {
  answerWith(503);
  throw error;
}
