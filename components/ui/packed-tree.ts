/** What stands in an element as HTML: itself, or by which number the page's document holds it already. */
export type Inside = { html: string } | { piece: number };
/**
 * A text, the place of what stands here, nothing that keeps its place, or an element with its attributes and what is in it;
 * several that stand together have no name.
 */
export type Packed = string | number | null | Element;
type Element = readonly [string, Record<string, unknown>, ...(Packed | Inside)[]];

export const isElement = (node: Packed | Inside): node is Element => Array.isArray(node);

/** Quotation marks and apostrophes change places: in a page's data each quotation mark takes one sign more. */
const turned = (text: string) => text.replace(/["']/g, (sign) => (sign === '"' ? "'" : '"'));

/** A part of a page as one text. */
export function packTree(nodes: readonly (Packed | Inside)[]): string {
  return turned(JSON.stringify(nodes));
}

/** What `packTree` packed. */
export function unpackTree(text: string): readonly (Packed | Inside)[] {
  return JSON.parse(turned(text)) as readonly (Packed | Inside)[];
}
