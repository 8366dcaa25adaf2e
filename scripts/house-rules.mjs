/** What this house holds besides the rules of the language, each by what breaks it. */
const clock = "Time comes from ctx.now; only lib/time/clock.ts reads a clock.";
const words =
  "How a date, an amount or a name is written for people stands in messages/format/ alone.";
const serverCode = "[directive='use server']";

export default {
  meta: { name: "house" },
  rules: {
    clock: forbidden(clock, [
      "NewExpression[callee.name='Date'][arguments.length=0]",
      "CallExpression[callee.name='Date']",
      "MemberExpression[object.name='Date'][property.name='now']",
      "MemberExpression[object.name='DateTime'][property.name='now']",
      "CallExpression[callee.object.name='DateTime'][callee.property.name=/^(local|utc)$/][arguments.length=0]",
    ]),
    words: forbidden(words, [
      "MemberExpression[object.name='Intl'][property.name=/^(DateTimeFormat|NumberFormat|RelativeTimeFormat|ListFormat|DurationFormat|DisplayNames|PluralRules)$/]",
      "MemberExpression[property.name=/^(toLocale(Date|Time)?String|toFormat|toRelative|toDateString|toTimeString|toUTCString)$/]",
      "ImportDeclaration[source.value=/^(next-intl|use-intl)/] > ImportSpecifier[imported.name=/^(useFormatter|getFormatter|createFormatter)$/]",
    ]),
    "own-mocks": forbidden(
      "Our own modules are never mocked: use the real one on a real database.",
      [
        "CallExpression[callee.object.name='jest'][callee.property.name=/^(mock|doMock|unstable_mockModule|setMock)$/] > Literal:first-child[value=/^(@\\u002f|\\.)/]",
      ],
    ),
    "inline-actions": forbidden(
      "An action is an export of an actions.ts: one within a function closes over what stands around it.",
      [`BlockStatement > ExpressionStatement${serverCode}`],
    ),
    "actions-elsewhere": forbidden(
      "Actions stand in app/**/actions.ts alone, where their ids are kept.",
      [`Program > ExpressionStatement${serverCode}`],
    ),
    "actions-marked": forbidden('actions.ts begins with "use server".', [
      `Program:not(:has(> ExpressionStatement${serverCode}:first-child))`,
    ]),
  },
};

function forbidden(message, selectors) {
  return {
    create: (context) =>
      Object.fromEntries(
        selectors.map((selector) => [selector, (node) => context.report({ node, message })]),
      ),
  };
}
