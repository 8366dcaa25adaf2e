import pino from "pino";
import { databaseError } from "./errors";
import { tellHook } from "./hook";
import { metrics } from "./metrics/metrics";
import { currentTrace } from "./trace";

/** Names of fields whose values never reach a log, however deep they stand. */
const secretFields = new Set(
  "token code password secret cookie authorization email recipient name html text variables values params iban account bankCode url path headers query body address ip phone title".split(
    " ",
  ),
);
/** Names of fields that hold numbers of ours, which are as long as a token. */
const numbers = new Set(["request", "job", "id", "sha256"]);
const LEFT_OUT = "[left out]";
/** So deep, and so many of one level, are written down. */
const DEPTH = 5;
const MANY = 30;

/**
 * The log of this process: JSON lines on standard output, one for each event, each with the request
 * or job that it belongs to (O17). Personal data and secrets are left out, and of an error only its
 * kind, codes and the places in the code: a message of the database layer carries the values of the query.
 */
export const log = makeLog();

/** The same log, written to another stream: for its own tests. */
export function makeLog(stream: pino.DestinationStream = pino.destination(1)): pino.Logger {
  return pino(
    {
      level: levelOf(process.env.LOG_LEVEL),
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin: () => {
        const { came: _came, until: _until, ...who } = currentTrace() ?? {};
        return who;
      },
      formatters: { log: (fields) => spoken(fields, 0) as Record<string, unknown> },
      hooks: { streamWrite: heard, logMethod: plainly },
    },
    stream,
  );
}

/** The level that is asked for; what is none is told where settings are read, not here. */
function levelOf(asked: string | undefined): string {
  return asked === "silent" || (asked !== undefined && Object.hasOwn(pino.levels.values, asked))
    ? asked
    : "info";
}

/** Anything as a text, also what cannot be made one: to log never throws. */
export function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return "[no text]";
  }
}

/** Without the message of an error as the line's own, and without what was put into a text. */
function plainly(this: pino.Logger, given: unknown[], write: pino.LogFn): void {
  const [first, second] = given;
  if (typeof first === "string") write.call(this, {}, cleanText(first));
  else
    write.call(
      this,
      typeof first === "object" && first !== null && isError(first)
        ? { err: first }
        : (first ?? {}),
      cleanText(typeof second === "string" ? second : "an error"),
    );
}

/** What is written is counted and, where it is an error, told to whoever is to hear of it (O19). */
function heard(text: string): string {
  const level = Number(/^\{"level":(\d+)/.exec(text)?.[1] ?? 0);
  if (level >= 40) metrics().logLines.inc({ level: pino.levels.labels[level] ?? "other" });
  const hook = process.env.ERROR_HOOK;
  if (level >= 50 && hook) tellHook(hook, text);
  return text;
}

/** What may be written down of anything, at any depth: errors described, secret fields left out, texts made clean. */
function spoken(value: unknown, depth: number): unknown {
  if (typeof value === "string") return cleanText(value);
  if (typeof value === "bigint" || typeof value === "symbol") return String(value);
  if (typeof value !== "object" || value === null)
    return typeof value === "function" ? undefined : value;
  if (value instanceof Date) return value;
  if (isError(value)) return describeError(value);
  if (depth >= DEPTH) return LEFT_OUT;
  if (Array.isArray(value)) return value.slice(0, MANY).map((one) => spoken(one, depth + 1));
  if (ArrayBuffer.isView(value)) return LEFT_OUT;
  const fields = Object.entries(value).slice(0, MANY);
  return Object.fromEntries(
    fields.map(([name, one]) => {
      if (secretFields.has(name)) return [name, LEFT_OUT];
      if (numbers.has(name) && typeof one === "string" && /^[0-9a-f-]{8,64}$/.test(one))
        return [name, one];
      // What is thrown need be no error.
      const thrown = depth === 0 && (name === "err" || name === "error");
      return [cleanText(name), thrown ? describeError(one) : spoken(one, depth + 1)];
    }),
  );
}

type ErrorLike = { name?: unknown; message?: unknown; stack?: unknown; cause?: unknown };

/** Errors of another realm, and what the queue makes of errors, are instances of no class of ours. */
function isError(value: object): value is ErrorLike {
  if (value instanceof Error) return true;
  return "stack" in value && typeof value.stack === "string" && "message" in value;
}

/** What of an error may be written down. */
export function describeError(error: unknown, depth = 0): Record<string, unknown> {
  if (typeof error !== "object" || error === null) return { kind: `thrown ${typeof error}` };
  if (!isError(error))
    return { kind: "thrown object", fields: Object.keys(error).slice(0, MANY).map(cleanText) };
  const { message, stack, cause } = error;
  const database = databaseError(error) ?? codesOf(error);
  const places = typeof stack === "string" ? placesOf(stack, textOf(message)) : [];
  const others = "errors" in error && Array.isArray(error.errors) ? error.errors : [];
  return {
    kind: kindOf(error),
    ...(database ?? { message: cleanText(textOf(message)) }),
    ...nodeCode(error),
    ...("queue" in error && typeof error.queue === "string"
      ? { queue: cleanText(error.queue) }
      : {}),
    ...(cause === undefined || depth >= DEPTH ? {} : { cause: describeError(cause, depth + 1) }),
    ...(others.length === 0 || depth >= DEPTH
      ? {}
      : { errors: others.slice(0, 3).map((one) => describeError(one, depth + 1)) }),
    places,
  };
}

/** Where in the code it was: what stands in the stack after the message, which may itself have lines that look so. */
function placesOf(stack: string, message: string): string[] {
  const at = message === "" ? -1 : stack.indexOf(message);
  return stack
    .slice(at < 0 ? 0 : at + message.length)
    .split("\n")
    .filter((line) => /^\s+at (?:[^@?]|@(?=[\w-]+\/))*(?::\d+:\d+|<anonymous>)\)?$/.test(line))
    .slice(0, 12)
    .map((line) => line.trim().slice(0, 300));
}

/** The queue copies an error's fields into an object, whose first line of the stack still says of which kind it was. */
function kindOf(error: ErrorLike): string {
  if (error instanceof Error) return cleanText(error.name);
  const [, first] =
    /^(?:Uncaught )?([A-Za-z_$][\w$]{0,60})(?::|\n|$)/.exec(String(error.stack)) ?? [];
  return first ?? (typeof error.name === "string" ? cleanText(error.name) : "Error");
}

/** SQLSTATE and constraint of a database error that is an instance of no class. */
function codesOf(error: ErrorLike): { code: string; constraint?: string } | undefined {
  if (error instanceof Error || !("code" in error)) return undefined;
  const { code } = error;
  if (typeof code !== "string" || !/^[0-9A-Z]{5}$/.test(code)) return undefined;
  const constraint = "constraint" in error ? error.constraint : undefined;
  return { code, ...(typeof constraint === "string" ? { constraint: cleanText(constraint) } : {}) };
}

/** `ECONNREFUSED` and the like. */
function nodeCode(error: ErrorLike): { code?: string } {
  const code = "code" in error ? error.code : undefined;
  return typeof code === "string" && /^[A-Z][A-Z0-9_]{2,40}$/.test(code) ? { code } : {};
}

/**
 * A text without what may be somebody's: what stands in quotation marks, values of a query, addresses of mail, network
 * and pages, and what is long enough to be a token. Line breaks and control signs go too.
 */
export function cleanText(text: string): string {
  return text
    .slice(0, 2_000)
    .replace(/\bparams:[\s\S]*/i, "params: …")
    .replace(/(["`“‘]|(?<!\w)')[\s\S]*(["`”’]|'(?!\w))/g, "“…”")
    .replace(/[a-z][a-z0-9+.-]*:\/\/\S+/gi, "[address]")
    .replace(/[^\s<>@]+@[^\s<>@]+/g, "[address]")
    .replace(/(?<![\w.])\d{1,3}(\.\d{1,3}){3}(?![\w.])/g, "[address]")
    .replace(/(?<![\w:])(?:[0-9a-f]{0,4}:){3,}[0-9a-f.]{0,15}/gi, "[address]")
    .replace(/\/[^\s]*[?=&][^\s]*/g, "[path]")
    .replace(
      /(?<![\w-])(?!(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})(?![\w-]))(?=[\w-]*\d)[\w-]{24,}/gi,
      "[left out]",
    )
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .slice(0, 500);
}
