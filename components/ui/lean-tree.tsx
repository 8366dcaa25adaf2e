"use client";
import { createElement, Fragment, type ReactNode } from "react";
import { unpackTree, type Packed } from "./packed-tree";

/** What `Lean` packed, as elements again. */
export function LeanTree({ tree, slots }: { tree: string; slots: readonly ReactNode[] }) {
  const built = (node: Packed): ReactNode => {
    if (typeof node === "string") return node;
    if (typeof node === "number") return slots[node];
    const [tag, attributes, ...children] = node;
    return createElement(tag, attributes, ...children.map(built));
  };
  return createElement(Fragment, null, ...unpackTree(tree).map(built));
}
