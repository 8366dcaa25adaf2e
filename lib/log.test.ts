import fc from "fast-check";
import { DatabaseError } from "pg";
import { makeLog } from "./log";
import { traced } from "./trace";

const request = "0123456789abcdef0123456789abcdef";

/** What the log says of something. */
function lineOf(fields: unknown, text?: string): string {
  let said = "";
  const log = makeLog({ write: (line: string) => (said += line) });
  traced({ request }, () => log.error(fields as object, text));
  return said;
}

const read = (line: string) => JSON.parse(line) as Record<string, Record<string, unknown>>;

/** Marks as they must not be found in any line: a name, an address, a token, an address of the network. */
const marks = [
  "Zoë Quux",
  "zoe.quux@contoso.example",
  "kD8vQ1mZr7xT3nYb9LwFh2sJpC6gUe0a",
  "203.0.113.77",
  "2001:db8:77::1",
];
const mark = fc.constantFrom(...marks);
/** Ways in which a value gets into a message, as Node, the database layer and JSON put it there. */
const message = fc.oneof(
  mark.map((value) => `Failed query: select * from users where email = $1\nparams: ${value},2026`),
  mark.map((value) => `Unexpected token 'Z', "{"name":"${value}"..." is not valid JSON`),
  mark.map((value) => `No such file or directory, open '/files/${value}'`),
  mark.map((value) => `invalid input syntax for type uuid: "${value}"`),
  mark.map((value) => `GET https://contoso.example/consent/${value}?q=${value} failed`),
  mark.filter((value) => !value.includes(" ")).map((value) => `connect ECONNREFUSED ${value}`),
  mark.map((value) => `it said "\n    at ${value} (a.ts:1:2)\n    at ${value}:1:2"`),
);
const secretField = fc.constantFrom("token", "email", "name", "recipient", "params", "url", "code");
const thrown = fc.oneof(
  message.map((text) => new Error(text)),
  message.map((text) => new Error("outer", { cause: new TypeError(text) })),
  message.map((text) => new AggregateError([new Error(text)], "several")),
  // As the queue hands errors on: a copy of their fields.
  message.map((text) => ({ message: text, stack: `Error: ${text}\n    at x (y.ts:1:2)` })),
  mark.map((text) => text),
  mark.map((text) => ({ [text]: text })),
);
const nested = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.tuple(secretField, mark).map(([name, value]) => ({ [name]: value })),
    mark.filter((value) => !value.includes(" ")),
    fc.array(tie("tree"), { maxLength: 2 }),
    tie("tree").map((inner) => ({ inner })),
    thrown.filter((one) => typeof one !== "string"),
  ),
})).tree;

test("O17 no token, address, name or parameter gets into a line, however it came there", () => {
  fc.assert(
    fc.property(thrown, nested, (err, data) => {
      for (const line of [lineOf({ err, data }, "it failed"), lineOf(err)]) {
        expect(line.match(/\n/g)).toHaveLength(1);
        const told = JSON.stringify(read(line));
        // A mark that is a key or a thrown text alone may be a name; what has the form of one of these never stands there.
        for (const one of marks.slice(1)) expect(told).not.toContain(one);
        expect(read(line)).toMatchObject({ request });
      }
    }),
    { numRuns: 300 },
  );
});

test("O17 an error says of which kind it is, also where it is an instance of no class", () => {
  const database = Object.assign(new DatabaseError("value too long: Zoë", 0, "error"), {
    code: "22001",
    constraint: "users_length",
  });
  const wrapped = new Error("Failed query: x\nparams: Zoë", { cause: database });
  expect(read(lineOf({ err: wrapped }, "x")).err).toMatchObject({
    code: "22001",
    constraint: "users_length",
    cause: { kind: "error" },
  });
  const lost = Object.assign(new TypeError("Cannot read it"), { code: "ECONNRESET" });
  const copied = {
    code: lost.code,
    message: lost.message,
    stack: lost.stack,
    queue: "deliver-mail",
    worker: "x",
  };
  expect(read(lineOf({ err: copied }, "x")).err).toMatchObject({
    ...{ kind: "TypeError", code: "ECONNRESET", message: "Cannot read it", queue: "deliver-mail" },
    places: expect.arrayContaining([expect.stringContaining("log.test.ts")]) as unknown,
  });
  const copiedDatabase = {
    code: "57P01",
    message: "terminating Zoë",
    stack: "error: terminating Zoë",
  };
  const said = read(lineOf({ err: copiedDatabase }, "x")).err;
  expect(said).toMatchObject({ kind: "error", code: "57P01" });
  expect(said).not.toHaveProperty("message");
  expect(read(lineOf({ err: undefined }, "x")).err).toEqual({ kind: "thrown undefined" });
  expect(read(lineOf({ err: { a: 1 } }, "x")).err).toEqual({
    kind: "thrown object",
    fields: ["a"],
  });
});

test("what cannot be made a text, and a level that is none, keep nothing from being written", () => {
  const bare: unknown = Object.create(null);
  expect(read(lineOf({ err: { message: bare, stack: "Error: x" } }, "x")).err).toMatchObject({
    message: "[no text]",
  });
  process.env.LOG_LEVEL = "loud";
  try {
    expect(lineOf({ n: 1 }, "x")).toContain('"n":1');
  } finally {
    delete process.env.LOG_LEVEL;
  }
});

test("an error that causes itself ends the line all the same", () => {
  const error = new Error("round");
  error.cause = error;
  expect(lineOf({ err: error }, "x").length).toBeLessThan(20_000);
});
