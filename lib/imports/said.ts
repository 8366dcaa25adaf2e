import { hash } from "node:crypto";

/**
 * What the rows of a file said so far of which thing, by hashes of 52 bits, in a few dozen bytes each: a row that says
 * otherwise than one above it is refused with that one's line, so that importing a file twice changes nothing (P23).
 */
export class Said {
  readonly #places = new Map<number, number>();
  readonly #keys: number[] = [];
  readonly #lines: number[] = [];
  readonly #whats: number[] = [];

  /** How much was kept so far, to come back to it. */
  get size(): number {
    return this.#lines.length;
  }

  /** What was kept since then counts no more: its rows are taken anew. */
  backTo(size: number): void {
    for (const key of this.#keys.splice(size)) this.#places.delete(key);
    this.#lines.length = size;
    this.#whats.length = size;
  }

  /** The line that says otherwise; null when none does. Whether all of it was said before. */
  look(
    line: number,
    says: Readonly<Record<string, string>>,
  ): { otherwise: number | null; before: boolean } {
    let before = Object.keys(says).length > 0;
    for (const [thing, what] of Object.entries(says)) {
      const place = this.#places.get(short(thing));
      const found = place === undefined ? line : (this.#lines[place] ?? line);
      if (place === undefined || found >= line) before = false;
      else if (this.#whats[place] !== short(what)) return { otherwise: found, before: false };
    }
    return { otherwise: null, before };
  }

  keep(line: number, says: Readonly<Record<string, string>>): void {
    for (const [thing, what] of Object.entries(says)) {
      const key = short(thing);
      if (this.#places.has(key)) continue;
      this.#places.set(key, this.#lines.length);
      this.#keys.push(key);
      this.#lines.push(line);
      this.#whats.push(short(what));
    }
  }
}

/** As much of a hash as a number holds exactly. */
function short(text: string): number {
  return Number.parseInt(hash("sha256", text).slice(0, 13), 16);
}
