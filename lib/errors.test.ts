import { globSync, readFileSync } from "node:fs";
import ts from "typescript";
import { z } from "zod";
import { isErrorCode, messages } from "@/messages";
import { fieldErrors, refuse, refuseIfAny } from "./errors";

/** The methods of zod that take the code of a refusal, and at which place. */
const placeOfCode: Record<string, number> = {
  ...{ min: 1, max: 1, length: 1, regex: 1, refine: 1, enum: 1, literal: 1, union: 1 },
  ...{ string: 0, email: 0, uuid: 0, guid: 0, url: 0, int: 0, nonempty: 0 },
};

type Said = { file: string; text: string };
const literals = new Set<string>();
const zodCodes: Said[] = [];

for (const file of globSync("{lib,app,components,scripts}/**/*.{ts,tsx}")) {
  if (/\.test\.tsx?$/.test(file)) continue;
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  const withZod = source.text.includes('from "zod"');
  const look = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) || ts.isIdentifier(node)) literals.add(node.text);
    if (withZod) {
      const said = codeIn(node);
      if (said && ts.isStringLiteral(said)) zodCodes.push({ file, text: said.text });
    }
    ts.forEachChild(node, look);
  };
  look(source);
}

/** What zod is told to say: `.min(1, "required")`, `{ error: "required" }`. */
function codeIn(node: ts.Node): ts.Expression | undefined {
  if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name))
    return ["error", "message"].includes(node.name.text) ? node.initializer : undefined;
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
  return node.arguments[placeOfCode[node.expression.name.text] ?? Infinity];
}

/** What is wrong with a cell of a tenants' file is said without the word that stands before it. */
const isGiven = (code: string) => literals.has(code) || literals.has(code.replace(/^import_/, ""));

test("every reason to refuse is given somewhere", () => {
  expect(Object.keys(messages.en.errors).filter((code) => !isGiven(code))).toEqual([]);
});

test("every schema refuses with a reason that has words", () => {
  const codes = zodCodes.filter(({ text }) => /^[a-z][a-z0-9_]*$/.test(text));
  expect(codes.length).toBeGreaterThan(30);
  expect(codes.filter(({ text }) => !isErrorCode(text))).toEqual([]);
});

test("what zod found wrong is told with the schema's code, else by its kind", () => {
  const schema = z.object({
    coded: z.string().min(1, "required_reason"),
    long: z.string().max(3),
    missing: z.string(),
    odd: z.string().refine(() => false, "no code of ours"),
  });
  const { error } = schema.safeParse({ coded: "", long: "four", odd: "" });
  expect(error && fieldErrors(error)).toEqual([
    { field: "coded", code: "required_reason" },
    { field: "long", code: "too_long", params: { max: 3 } },
    { field: "missing", code: "required" },
    { field: "odd", code: "unknown" },
  ]);
});

test("nothing wrong is refused with nothing", () => {
  expect(() => refuseIfAny([])).not.toThrow();
  expect(() => refuse([{ field: "email", code: "required" }])).toThrow("required");
});
