import pino from "pino";
import { databaseError } from "./errors";

/** Names of fields whose values never reach a log, at the top and one level down. */
const secretFields = [
  "token",
  "code",
  "password",
  "secret",
  "cookie",
  "authorization",
  "email",
  "recipient",
  "name",
  "html",
  "text",
  "variables",
  "values",
  "params",
  "iban",
  "account",
  "bankCode",
];

/**
 * The log of this process: JSON lines on standard output. Personal data and secrets are left out,
 * and of an error only its kind, codes and the places in the code: a message of the database layer
 * carries the values of the query.
 */
export const log = pino({
  level: process.env.LOG_LEVEL ?? "info",
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: [...secretFields, ...secretFields.map((field) => `*.${field}`)],
    censor: "[left out]",
  },
  serializers: { err: describeError, error: describeError },
});

/** What of an error may be written down. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const database = databaseError(error);
  const places = error.stack?.split("\n").filter((line) => /^\s+at /.test(line)) ?? [];
  return {
    kind: error.name,
    ...(database ?? { message: error.message }),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
    places: places.slice(0, 12).map((line) => line.trim()),
  };
}
