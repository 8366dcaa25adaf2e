import js from "@eslint/js";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";
import { noRawCode } from "./scripts/no-raw-code.mjs";

const clock = "Time comes from ctx.now; only lib/time/clock.ts reads a clock.";

const clockReads = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: clock },
  { selector: "CallExpression[callee.name='Date']", message: clock },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: clock,
  },
  {
    selector: "MemberExpression[object.name='DateTime'][property.name='now']",
    message: clock,
  },
  {
    selector:
      "CallExpression[callee.object.name='DateTime'][callee.property.name=/^(local|utc)$/][arguments.length=0]",
    message: clock,
  },
];

const serverCode = "[directive='use server']";
const inlineActions = {
  selector: `BlockStatement > ExpressionStatement${serverCode}`,
  message:
    "An action is an export of an actions.ts: one within a function closes over what stands around it.",
};
const actionsElsewhere = {
  selector: `Program > ExpressionStatement${serverCode}`,
  message: "Actions stand in app/**/actions.ts alone, where their ids are kept.",
};
const actionsUnmarked = {
  selector: `Program:not(:has(> ExpressionStatement${serverCode}:first-child))`,
  message: 'actions.ts begins with "use server".',
};

const ownMocks = {
  selector:
    "CallExpression[callee.object.name='jest'][callee.property.name=/^(mock|doMock|unstable_mockModule|setMock)$/] > Literal:first-child[value=/^(@\\u002f|\\.)/]",
  message: "Our own modules are never mocked: use the real one on a real database.",
};

const wordsHome =
  "How a date, an amount or a name is written for people stands in messages/format/ alone.";
const ownWords = [
  {
    selector:
      "MemberExpression[object.name='Intl'][property.name=/^(DateTimeFormat|NumberFormat|RelativeTimeFormat|ListFormat|DurationFormat|DisplayNames|PluralRules)$/]",
    message: wordsHome,
  },
  {
    selector:
      "MemberExpression[property.name=/^(toLocale(Date|Time)?String|toFormat|toRelative|toDateString|toTimeString|toUTCString)$/]",
    message: wordsHome,
  },
  {
    selector:
      "ImportDeclaration[source.value=/^(next-intl|use-intl)/] > ImportSpecifier[imported.name=/^(useFormatter|getFormatter|createFormatter)$/]",
    message: wordsHome,
  },
];

export default defineConfig(
  {
    ignores: [
      "node_modules/",
      ".next*/",
      "dist*/",
      ".data/",
      "coverage/",
      "test-results/",
      "playwright-report/",
      "next-env.d.ts",
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "no-restricted-syntax": [
        "error",
        ...clockReads,
        ...ownWords,
        ownMocks,
        inlineActions,
        actionsElsewhere,
      ],
      "no-control-regex": "off",
      // There are no enums here and next to no classes, and both would cost a third of the whole time.
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      "@typescript-eslint/no-unsafe-enum-assignment": "off",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", destructuredArrayIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      "@typescript-eslint/no-misused-spread": [
        "error",
        { allow: [{ from: "lib", name: "string" }, "string"] },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": "off",
      "@typescript-eslint/no-misused-promises": [
        "error",
        { checksVoidReturn: { attributes: false } },
      ],
      "@typescript-eslint/consistent-type-imports": [
        "error",
        { fixStyle: "inline-type-imports", disallowTypeAnnotations: false },
      ],
    },
  },
  {
    files: ["components/**/*.tsx", "app/**/*.tsx", "emails/**/*.tsx"],
    plugins: { own: { rules: { "no-raw-code": noRawCode } } },
    rules: { "own/no-raw-code": "error" },
  },
  {
    files: ["lib/time/clock.ts"],
    rules: {
      "no-restricted-syntax": ["error", ...ownWords, ownMocks, inlineActions, actionsElsewhere],
    },
  },
  {
    files: ["messages/format/*.ts", "**/*.test.ts", "**/*.test.tsx", "e2e/**/*.ts"],
    rules: {
      "no-restricted-syntax": ["error", ...clockReads, ownMocks, inlineActions, actionsElsewhere],
    },
  },
  {
    files: ["app/**/actions.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        ...clockReads,
        ...ownWords,
        ownMocks,
        inlineActions,
        actionsUnmarked,
      ],
    },
  },
  {
    files: ["**/*.test.ts", "**/*.test.tsx", "e2e/**/*.ts", "testing/**/*.ts"],
    rules: {
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/only-throw-error": ["error", { allowThrowingUnknown: true }],
    },
  },
  {
    files: ["**/*.mjs", "**/*.cjs", "**/*.js"],
    languageOptions: { globals: { process: "readonly", console: "readonly" } },
  },
);
