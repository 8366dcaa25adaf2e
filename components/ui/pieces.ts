/** The answer that is being made, as the front keeps it; in a browser there is none. */
const place = globalThis as {
  frontAnswer?: { getStore: () => { pieces?: string[] } | undefined };
};

/**
 * The HTML that the document of this answer holds, by number: its data then need not say it again. Nothing where an answer
 * is data alone, as after an action.
 */
export const pieces = (): string[] | undefined => place.frontAnswer?.getStore()?.pieces;

/** What a browser took from the document, which may be another page by now. */
const taken = new Map<number, string>();

/** The HTML that the document holds under a number. */
export function pieceOf(piece: number): string {
  const [made] = pieces()?.slice(piece, piece + 1) ?? [];
  if (made !== undefined) return made;
  const html = taken.get(piece) ?? document.querySelector(`[data-piece="${piece}"]`)?.innerHTML;
  if (html !== undefined) taken.set(piece, html);
  return html ?? "";
}

/**
 * HTML as a browser says it again, as it does of what it took from its document: a part that did not change is the same
 * then, and what is open, ticked or chosen in it stays so.
 */
export function asTaken(html: string): string {
  if (typeof document === "undefined") return html;
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.innerHTML;
}
