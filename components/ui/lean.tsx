import { Fragment, isValidElement, type ReactNode } from "react";
import { escaped } from "@/messages/format/html";
import { LeanTree } from "./lean-tree";
import { elementHtml, isWritten } from "./markup";
import { isElement, packTree, type Inside, type Packed } from "./packed-tree";
import { pieces } from "./pieces";

/**
 * A part of a page that is written as HTML, once: React would make its data of each element, elements of the data and HTML of
 * these, and a page would hold both. Server components in it that are no promises, and hooks that they call, run within this
 * one; what lives in the browser or is still to come keeps its place in it, and so do the elements around that. Without it
 * the page is the same, only dearer.
 */
export function Lean({ children }: { children: ReactNode }) {
  const slots: ReactNode[] = [];
  const tree = packTree(partsOf(children, slots).map(({ node }) => placed(node)));
  return <LeanTree tree={tree} slots={slots} />;
}

/** A part, and its HTML where all of it can be written so. */
type Part = { node: Packed; html: string | null };

function partsOf(children: unknown, slots: ReactNode[]): Part[] {
  const found: Part[] = [];
  for (const one of Array.isArray(children) ? (children as unknown[]) : [children])
    add(one, found, slots);
  return found;
}

function add(node: unknown, to: Part[], slots: ReactNode[]): void {
  // What is not there keeps its place beside what lives in the browser.
  if (node === null || node === undefined || typeof node === "boolean")
    to.push({ node: null, html: "" });
  else if (typeof node === "string" || typeof node === "number") addText(String(node), to);
  else if (Array.isArray(node)) to.push(groupOf({}, partsOf(node, slots)));
  else if (isValidElement<Props>(node)) {
    const { type, props, key } = node;
    const named = key === null ? {} : { key };
    if (type === Fragment) to.push(groupOf(named, partsOf(props.children, slots)));
    else if (isOurs(type)) to.push(groupOf(named, partsOf(type(props), slots)));
    else if (typeof type === "string" && isPlain(props)) {
      const { children, ...attributes } = props;
      to.push(elementOf(type, attributes, partsOf(children, slots), named));
    } else to.push({ node: slots.push(node) - 1, html: null });
  } else to.push({ node: slots.push(promised(node) as ReactNode) - 1, html: null });
}

/** One that nobody waits for in the end, as another failed before, is nobody's fault. */
function promised(node: unknown): unknown {
  if (node instanceof Promise) node.catch(() => undefined);
  return node;
}

/** As one text with what is before it, it needs no marks between its parts. */
function addText(text: string, to: Part[]): void {
  const before = to.at(-1)?.node;
  const whole = typeof before === "string" ? before + text : text;
  if (typeof before === "string") to.pop();
  if (whole !== "") to.push({ node: whole, html: escaped(whole) });
}

/** What stands together, and moves together. */
function groupOf(key: { key?: string }, inner: Part[]): Part {
  const [only] = inner;
  if (inner.length === 1 && only && key.key === undefined) return only;
  return { node: ["", key, ...inner.map(({ node }) => node)], html: htmlOf(inner) };
}

function elementOf(
  tag: string,
  attributes: Record<string, unknown>,
  inner: Part[],
  key: { key?: string },
): Part {
  if (tag === "select") return selectOf(attributes, inner, key);
  const inside = htmlOf(inner);
  // Of a text alone nothing is gained.
  const isHtml = inside !== null && isWritten(tag) && inner.some(({ node }) => isElement(node));
  return {
    node: [
      ...([tag, { ...attributes, ...key }] as const),
      ...(isHtml ? [{ html: inside }] : inner.map(({ node }) => node)),
    ],
    html: inside === null ? null : elementHtml(tag, attributes, inside),
  };
}

function htmlOf(parts: readonly Part[]): string | null {
  return parts.some(({ html }) => html === null) ? null : parts.map(({ html }) => html).join("");
}

/** React says at the options which of them is chosen; so does its HTML. */
function selectOf(attributes: Record<string, unknown>, inner: Part[], key: { key?: string }): Part {
  const { defaultValue, ...others } = attributes;
  const options = inner
    .flatMap(({ node }) => ungrouped(node))
    .map((node) => {
      if (!isElement(node) || node[0] !== "option") return null;
      const [, { value, key: _, ...more }, ...inside] = node;
      const texts = inside.flatMap(ungrouped);
      const text = texts.filter((one) => typeof one === "string").join("");
      if (typeof value !== "string" || texts.some((one) => typeof one !== "string")) return null;
      return elementHtml(
        "option",
        { value, ...more, selected: value === defaultValue },
        escaped(text),
      );
    });
  const known = defaultValue === undefined || typeof defaultValue === "string";
  const inside = options.includes(null) || !known ? null : options.join("");
  return {
    node: ["select", { ...attributes, ...key }, ...inner.map(({ node }) => node)],
    html: inside === null ? null : elementHtml("select", others, inside),
  };
}

function ungrouped(node: Packed | Inside): (Packed | Inside)[] {
  if (node === null) return [];
  return isElement(node) && node[0] === ""
    ? node.slice(2).flatMap((one) => ungrouped(one as Packed))
    : [node];
}

/** With what the document of this answer will hold in its place. */
function placed(node: Packed | Inside): Packed | Inside {
  const document = pieces();
  if (!document || typeof node !== "object" || node === null) return node;
  if (!isElement(node)) return "html" in node ? { piece: document.push(node.html) - 1 } : node;
  const [tag, attributes, ...children] = node;
  return [tag, attributes, ...children.map(placed)];
}

type Props = Record<string, unknown> & { children?: unknown };

const browsers = Symbol.for("react.client.reference");

/** A component of the server, which can be asked here; not one that the browser has. */
function isOurs(type: unknown): type is (props: Props) => unknown {
  return typeof type === "function" && Reflect.get(type, "$$typeof") !== browsers;
}

/** Whether all that an element says of itself are texts, numbers and marks. */
function isPlain({ children: _, ...attributes }: Props): boolean {
  return Object.entries(attributes).every(
    ([name, value]) =>
      name === "style" ||
      value === null ||
      !["object", "function", "bigint", "symbol"].includes(typeof value),
  );
}
