/** Codes are told in words: a value whose type is a list of codes is never itself what people read. */
export const noRawCode = {
  meta: {
    type: "problem",
    schema: [],
    messages: { raw: "This shows a code ({{codes}}). Tell it in words, from messages." },
  },
  create(context) {
    const { getTypeAtLocation } = context.sourceCode.parserServices;
    if (!getTypeAtLocation) return {};
    return {
      ":matches(JSXElement, JSXFragment) > JSXExpressionContainer"({ expression }) {
        if (["Literal", "JSXEmptyExpression"].includes(expression.type)) return;
        const codes = partsOf(getTypeAtLocation(expression)).filter(isCode);
        if (codes.length === 0) return;
        const data = { codes: codes.map(({ value }) => value).join(", ") };
        context.report({ node: expression, messageId: "raw", data });
      },
    };
  },
};

const partsOf = (type) => (type.isUnion() ? type.types : [type]);
const isCode = (type) => type.isStringLiteral() && /^[a-z][a-z0-9_.-]*$/.test(type.value);
