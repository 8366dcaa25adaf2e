import { createElement as h, Fragment, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { Lean } from "./lean";

const Named = ({ name, children }: { name: string; children?: ReactNode }) =>
  h("p", { title: name, "data-told": "" }, h("b", null, name), " ", children);
const Browsers = Object.assign(({ name }: { name: string }) => h("i", null, name), {
  $$typeof: Symbol.for("react.client.reference"),
});
const page = h(
  Fragment,
  null,
  h(Named, { name: `"Łódź" & d'Or <b>` }, 1, " of ", [2, null, false, h("u", { key: "a" }, 0)]),
  h(Browsers, { name: "slot" }),
  h("form", { action: "/to", onSubmit: () => undefined }, h("input", { defaultValue: "x" })),
  h("ul", { style: { color: "red" }, hidden: true, id: undefined }, h(Fragment, null, h("li"))),
);

test("a part of a page is the same when it is handed on as one text", () => {
  expect(renderToStaticMarkup(h(Lean, null, page))).toBe(renderToStaticMarkup(page));
});

test("what lives in the browser keeps its place, all else is in the text", () => {
  const { slots, tree } = Lean({ children: page }).props as { slots: ReactNode[]; tree: string };
  expect(slots.map((slot) => (slot as { type: unknown }).type)).toEqual([Browsers, "form"]);
  expect(tree).toContain("1 of 2");
  expect(tree).not.toContain("slot");
});
