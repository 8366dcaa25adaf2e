import fc from "fast-check";
import { setTimeout as sleep } from "node:timers/promises";
import {
  createElement as h,
  Fragment,
  isValidElement,
  type ReactElement,
  type ReactNode,
} from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { answers } from "@/lib/web/front/answer";
import { Lean } from "./lean";
import { LeanTree } from "./lean-tree";

const Named = ({ name, children }: { name: string; children?: ReactNode }) =>
  h("p", { title: name, "data-told": "" }, h("b", null, name), " ", children);
const Browsers = Object.assign(({ name }: { name: string }) => h("i", null, name), {
  $$typeof: Symbol.for("react.client.reference"),
});
const page = h(
  Fragment,
  null,
  h(Named, { name: `"Łódź" & d'Or <b>` }, 1, " of ", [2, null, false, h("em", { key: "a" }, 0)]),
  h(Browsers, { name: "slot" }),
  h("form", { action: "/to", onSubmit: () => undefined }, h("input", { defaultValue: "x" })),
  h("ul", { style: { color: "red" }, hidden: true, id: undefined }, h(Fragment, null, h("li"))),
  h("select", { defaultValue: "b" }, h("option", { value: "a" }), h("option", { value: "b" })),
  h(
    "p",
    null,
    h("select", { name: "of", defaultValue: "<a>" }, h("option", { value: "" }, "All"), [
      h("option", { key: 1, value: "<a>" }, "A & B"),
    ]),
    h("select", { name: "none" }, h("option", { value: "x" }, "X")),
  ),
  h("p", null, h("a", { href: "rounds/1?q=a:b" }, h("b", null, 1))),
  h("p", null, h("a", { href: "java\nscript:alert(1)" }, h("b", null, 2))),
  h("p", null, h("a", { href: "javascript:alert(1)" }, h("b", null, "no"))),
);

type Packed = { slots: ReactNode[]; tree: string };

/** The parts of a page that its document holds, and what is written in them. */
function asDocument(node: ReactNode): { html: string; pieces: string[] } {
  const pieces: string[] = [];
  const html = answers.run({ pieces }, () => renderToStaticMarkup(h(Lean, null, node)));
  return { html: html.replaceAll(/ data-piece="\d+"/g, ""), pieces };
}

test("a part of a page is the same when it is written as HTML", () => {
  const plain = renderToStaticMarkup(page);
  expect(renderToStaticMarkup(h(Lean, null, page))).toBe(plain);
  expect(asDocument(page).html).toBe(plain);
});

test("what lives in the browser keeps its place, all else is in the text", () => {
  const { slots, tree } = Lean({ children: page }).props as Packed;
  expect(slots.map((slot) => (slot as { type: unknown }).type)).toEqual([Browsers, "form"]);
  expect(tree).toContain("1 of 2");
  expect(tree).not.toContain("slot");
});

test("a document does not say twice what stands in it", () => {
  const { pieces } = asDocument(page);
  expect(pieces).toContain("<b>&quot;Łódź&quot; &amp; d&#x27;Or &lt;b&gt;</b> 1 of 2<em>0</em>");
  const { tree } = answers.run({ pieces: [] }, () => Lean({ children: page }).props as Packed);
  expect(tree).not.toContain("1 of 2");
});

const built = (node: ReactNode) =>
  LeanTree(Lean({ children: node }).props as Packed) as ReactElement<{ children: ReactNode }>;

test("rows that live in the browser keep their keys", () => {
  const rows = ["a", "b"].map((id) => h("li", { key: id }, h(Browsers, { name: id })));
  const html = renderToStaticMarkup(built(h("ul", null, rows)));
  expect(html).toBe("<ul><li><i>a</i></li><li><i>b</i></li></ul>");
  const list = built(h("ul", null, rows)).props.children as ReactElement<{
    children: ReactElement[];
  }>;
  expect(list.props.children.map(({ key }) => key)).toEqual(["a", "b"]);
});

test("what is not there keeps its place", () => {
  const placeOf = (warned: boolean) => {
    const div = built(
      h("div", null, warned ? h("p", null, "!") : null, h(Browsers, { name: "form" })),
    ).props.children as ReactElement<{ children: ReactNode[] }>;
    return div.props.children.findIndex((one) => isValidElement(one) && one.type === Browsers);
  };
  expect(placeOf(false)).toBe(placeOf(true));
});

test("a promise that nobody waits for is nobody's fault", async () => {
  const seen: unknown[] = [];
  const hear = (error: unknown) => seen.push(error);
  process.on("unhandledRejection", hear);
  const late = () => Promise.reject(new Error("late"));
  const fails = () => {
    throw new Error("fails");
  };
  expect(() => Lean({ children: [h(late as never, { key: 1 }), h(fails, { key: 2 })] })).toThrow(
    "fails",
  );
  await sleep(20);
  process.off("unhandledRejection", hear);
  expect(seen).toEqual([]);
});

const text = fc.oneof(
  fc.string(),
  fc.constantFrom("<script>", `" onclick="x`, "&amp;", "'", "\u0000", "]]>"),
);
const attributes = fc.record(
  {
    className: text,
    id: text,
    title: text,
    href: text.map((typed) => `/?q=${typed}`),
    htmlFor: text,
    "aria-label": text,
    "aria-hidden": fc.boolean(),
    "data-tone": text,
    hidden: fc.boolean(),
    colSpan: fc.nat(),
    dateTime: text,
    tabIndex: fc.integer(),
    lang: fc.constant(undefined),
  },
  { requiredKeys: [] },
);
const tree = fc.letrec<{ node: ReactNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.integer(),
    fc.constantFrom(null, false, ""),
    fc
      .tuple(
        fc.constantFrom("p", "div", "td", "a", "svg", "b", "label", "br"),
        attributes,
        fc.array(tie("node"), { maxLength: 4 }),
      )
      .map(([tag, props, children]) => (tag === "br" ? h(tag) : h(tag, props, ...children))),
  ),
})).node;

test("whatever is typed into it, it is as React writes it", () => {
  fc.assert(
    fc.property(tree, (node) => {
      const plain = lower(renderToStaticMarkup(node));
      expect(lower(renderToStaticMarkup(h(Lean, null, node)))).toBe(plain);
      expect(lower(asDocument(node).html)).toBe(plain);
    }),
    { numRuns: 500 },
  );
});

/** HTML does not tell letters of an attribute's name apart. */
const lower = (html: string) =>
  html.replaceAll(/ (colSpan|dateTime|tabIndex)=/g, (name) => name.toLowerCase());
