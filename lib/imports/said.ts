import { createHash } from "node:crypto";

/**
 * What the rows of a file said so far of which thing, by hashes, in bounded memory: a row that says otherwise than one
 * above it is refused with that one's line, so that importing a file twice changes nothing (P23).
 */
export class Said {
  readonly #said = new Map<string, { line: number; what: string }>();

  /** The line that says otherwise; null when none does. Whether all of it was said before. */
  look(
    line: number,
    says: Readonly<Record<string, string>>,
  ): { otherwise: number | null; before: boolean } {
    // prettier-ignore
    let before = Object.keys(says).length > 0;
    for (const [thing, what] of Object.entries(says)) {
      const found = this.#said.get(short(thing));
      if (found === undefined || found.line >= line) before = false;
      else if (found.what !== short(what)) return { otherwise: found.line, before: false };
    }
    return { otherwise: null, before };
  }

  keep(line: number, says: Readonly<Record<string, string>>): void {
    for (const [thing, what] of Object.entries(says)) {
      const key = short(thing);
      if (!this.#said.has(key)) this.#said.set(key, { line, what: short(what) });
    }
  }
}

const short = (text: string) =>
  createHash("sha256").update(text).digest().toString("latin1", 0, 12);
