import { parse, TYPE, type MessageFormatElement } from "@formatjs/icu-messageformat-parser";
import { randomUUID } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { z } from "zod";
import { reading } from "@/lib/ctx";
import { locales, messages, translator } from "@/messages";
import { fixture } from "@/testing/fixture";
import {
  eventData,
  events,
  isEventName,
  readEvent,
  tellEvent,
  wordsOf,
  type EventName,
} from "./events";
import { record } from "./record";
import { unreadEvents } from "./unread-events";
import { transaction } from "../ctx";

const f = fixture();
const names = Object.keys(events).filter(isEventName);
const texts: Record<string, unknown> = messages.en.events;
const source = (name: EventName) =>
  z
    .string()
    .parse(name.split(".").reduce<unknown>((node, key) => Reflect.get(Object(node), key), texts));

/** Facts of an event; `pick` chooses among what they may be. */
function sample(schema: z.core.JSONSchema.BaseSchema, pick: number): unknown {
  const { type, format, properties, enum: values, anyOf } = schema;
  const child = (one: unknown) => sample(one as z.core.JSONSchema.BaseSchema, pick);
  if (values) return values[pick % values.length];
  if (anyOf) return child(anyOf[pick % anyOf.length]);
  if (type === "object")
    return Object.fromEntries(
      Object.entries(properties ?? {}).map(([key, one]) => [key, child(one)]),
    );
  if (type === "array") return [];
  if (type === "boolean") return pick % 2 === 0;
  if (type === "integer" || type === "number") return pick;
  if (type === "null") return null;
  if (format === "date-time") return "2026-11-27T03:00:00Z";
  return format === "uuid" ? "018f1a70-0000-7000-8000-000000000000" : "Robin’s word";
}

/** The arguments of a text, also within its choices. */
function args(elements: MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    const inner =
      element.type === TYPE.select || element.type === TYPE.plural
        ? Object.values(element.options).flatMap(({ value }) => args(value))
        : [];
    return [element.value, ...inner];
  });
}

test.each(names)("%s has words that need nothing but its facts", (name) => {
  const kept = Object.keys(events[name].shape);
  expect(args(parse(source(name))).filter((arg) => !kept.includes(arg))).toEqual([]);
});

test.each(locales)("every event, whatever its facts, is told in words (%s)", (locale) => {
  const t = translator(locale, "events");
  for (const name of names) {
    const schema = z.toJSONSchema(events[name], { io: "input", unrepresentable: "any" });
    for (let pick = 0; pick < 12; pick++) {
      const told = tellEvent(name, eventData(name, sample(schema, pick)));
      expect(told.event).toBe(name);
      const words = t(told.event, told.params);
      expect([name, words]).toEqual([name, expect.stringMatching(/^\p{Lu}/u)]);
      expect([name, words]).not.toEqual([name, expect.stringMatching(/_|\{|undefined|events\./)]);
    }
  }
});

test("O23 an event is read without the words that were erased, or that it never had", () => {
  for (const name of names) {
    const schema = z.toJSONSchema(events[name], { io: "input", unrepresentable: "any" });
    const words = wordsOf(name);
    const facts = Object.entries(eventData(name, sample(schema, 1)));
    const kept = Object.fromEntries(facts.filter(([key]) => !words.includes(key)));
    expect([name, readEvent(name, kept)?.event]).toEqual([name, name]);
  }
});

test("what this version does not know is told as something that was changed", () => {
  const t = translator("en", "events");
  for (const [name, data] of [
    ["claim.dreamt", {}],
    ["toString", {}],
    ["claim.paid", { number: "none" }],
  ] as const) {
    const told = tellEvent(name, data);
    expect([told, t(told.event, told.params)]).toEqual([
      { event: "unknown", params: {} },
      "Something was changed",
    ]);
  }
});

test("what SQL and comparisons say of events is what there is", () => {
  const groups = [...new Set(names.map((name) => name.split(".")[0]))].join("|");
  const said = globSync([
    "lib/audit/**/*.ts",
    "lib/**/*.queries.ts",
    "lib/**/queries.ts",
    "db/{functions,triggers,policies}/*.sql",
  ]).flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(new RegExp(`'((?:${groups})\\.[a-z_]+)'`, "g"))].map(
      ([, name = ""]) => ({ file, name }),
    ),
  );
  expect(said.length).toBeGreaterThan(20);
  expect(said.filter(({ name }) => !isEventName(name))).toEqual([]);
});

test("nothing is recorded but an event with its own facts", async () => {
  const id = randomUUID();
  const write = (event: string, data: unknown) =>
    transaction(f.system(), (tx) =>
      record(tx, { event, data, subjectId: null, partnerId: id } as never),
    );
  await expect(write("claim.dreamt", {})).rejects.toThrow();
  await expect(write("consent.free_again", { token: "secret" })).rejects.toThrow();
  await expect(write("consent.expired", {})).rejects.toThrow();
  await write("consent.free_again", {});
});

test("audit:verify finds rows that are no event, or not with these facts", async () => {
  const id = randomUUID();
  const row = (event: string, data: object) =>
    f.sql(
      `insert into audit_log (chain, seq, at, actor_kind, event, data, prev_hash, hash) values ($1, 0, now(), 'system', $2, $3, '', '')`,
      [id, event, data],
    );
  await row("consent.free_again", {});
  await row("claim.dreamt", {});
  await row("consent.expired", { dueAt: "soon" });
  const found = (portion: number) => reading(f.system(), (tx) => unreadEvents(tx, { portion }));
  for (const portion of [1, 2, 5_000])
    expect((await found(portion)).filter(({ chain }) => chain === id)).toEqual([
      { chain: id, seq: 2, event: "claim.dreamt", fault: "unknown" },
      { chain: id, seq: 3, event: "consent.expired", fault: "data" },
    ]);
});
