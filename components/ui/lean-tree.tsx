"use client";
import { createElement, Fragment, type ReactNode } from "react";
import { asTaken, pieceOf } from "./pieces";
import { isElement, unpackTree, type Inside, type Packed } from "./packed-tree";

/** What `Lean` packed, as elements again. */
export function LeanTree({ tree, slots }: { tree: string; slots: readonly ReactNode[] }) {
  const built = (node: Packed | Inside): ReactNode => {
    if (typeof node === "string") return node;
    if (typeof node === "number") return slots[node];
    if (!isElement(node)) return null;
    const [tag, attributes, ...children] = node;
    if (tag === "") return createElement(Fragment, attributes, ...children.map(built));
    const [first] = children;
    if (typeof first === "object" && first !== null && !isElement(first))
      return createElement(tag, { ...attributes, ...written(first) });
    return createElement(tag, attributes, ...children.map(built));
  };
  return createElement(Fragment, null, ...unpackTree(tree).map(built));
}

function written(inside: Inside) {
  if ("html" in inside) return { dangerouslySetInnerHTML: { __html: asTaken(inside.html) } };
  const { piece } = inside;
  return { "data-piece": piece, dangerouslySetInnerHTML: { __html: pieceOf(piece) } };
}
