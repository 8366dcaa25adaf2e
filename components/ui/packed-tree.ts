/** A text, the place of what stands here, or an element with its attributes and what is in it. */
export type Packed = string | number | readonly [string, Record<string, unknown>, ...Packed[]];

/** Quotation marks and apostrophes change places: in a page's data each quotation mark takes one sign more. */
const turned = (text: string) => text.replace(/["']/g, (sign) => (sign === '"' ? "'" : '"'));

/** A part of a page as one text. */
export function packTree(nodes: readonly Packed[]): string {
  return turned(JSON.stringify(nodes));
}

/** What `packTree` packed. */
export function unpackTree(text: string): readonly Packed[] {
  return JSON.parse(turned(text)) as readonly Packed[];
}
