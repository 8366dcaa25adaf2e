import { Fragment, isValidElement, type ReactNode } from "react";
import { LeanTree } from "./lean-tree";
import { packTree, type Packed } from "./packed-tree";

/**
 * A part of a page, handed on as one text instead of one element after another, which React would write, take apart and
 * write again. Server components in it that are no promises, and hooks that they call, run within this one; what lives in
 * the browser or is still to come keeps its place in it. Without it the page is the same, only dearer.
 */
export function Lean({ children }: { children: ReactNode }) {
  const slots: ReactNode[] = [];
  const tree = packTree(childrenOf(children, slots));
  return <LeanTree tree={tree} slots={slots} />;
}

function childrenOf(children: unknown, slots: ReactNode[]): Packed[] {
  const found: Packed[] = [];
  add(children, found, slots);
  return found;
}

function add(node: unknown, to: Packed[], slots: ReactNode[]): void {
  if (node === null || node === undefined || typeof node === "boolean") return;
  if (typeof node === "string" || typeof node === "number") {
    const before = to.at(-1);
    // As one text, it needs no marks between its parts.
    if (typeof before === "string") to[to.length - 1] = before + String(node);
    else if (node !== "") to.push(String(node));
  } else if (Array.isArray(node)) for (const one of node as unknown[]) add(one, to, slots);
  else if (isValidElement<Props>(node)) {
    const { type, props } = node;
    if (type === Fragment) add(props.children, to, slots);
    else if (isOurs(type)) add(type(props), to, slots);
    else if (typeof type === "string" && isPlain(props)) {
      const { children, ...attributes } = props;
      to.push([type, attributes, ...childrenOf(children, slots)]);
    } else to.push(slots.push(node) - 1);
  } else to.push(slots.push(node as ReactNode) - 1);
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
      name === "style" || value === null || !["object", "function"].includes(typeof value),
  );
}
