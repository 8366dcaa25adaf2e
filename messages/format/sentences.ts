import { _createCache } from "use-intl/core";

type Cache = ReturnType<typeof _createCache>;
type Format = Cache["message"][string];
/** A piece of a message as its parser gives it: a literal, `{name}`, `{n, plural, …}`, `<b>…</b>`. */
type Piece = {
  type: number;
  value: string;
  options?: Record<string, { value: Piece[] }>;
  children?: Piece[];
};
const [LITERAL, ARGUMENT] = [0, 1];

/**
 * Texts that were read once, by language and wording, for translators: each would take them apart
 * anew. A name with a full stop of its own ends a sentence with that one: "at Contoso B.V.", not "B.V..".
 */
export function sentenceCache(): Cache {
  const message = new Proxy<Cache["message"]>(
    {},
    {
      set: (store, key: string, format: Format) => Reflect.set(store, key, endedOnce(format)),
    },
  );
  return { ..._createCache(), message };
}

/** The same for a line that is put together without a message. */
export function oneStop(line: string): string {
  return line.replace(/\.\.$/, ".");
}

/** The message takes such names under another name, without their stop. */
function endedOnce(format: Format): Format {
  const names = new Set<string>();
  findEnds(format.getAst() as Piece[], "", names);
  if (names.size === 0) return format;
  const write = format.format;
  format.format = (values) => {
    const all = { ...values };
    for (const name of names) {
      const value = all[name];
      if (name in all)
        all[ending(name)] = typeof value === "string" ? value.replace(/\.$/, "") : value;
    }
    return write(all);
  };
  return format;
}

const ending = (name: string) => `${name}.`;

/** What comes after the last piece is what comes after the whole, as in `<b>{name}</b>.` */
function findEnds(pieces: Piece[], after: string, names: Set<string>): void {
  for (const [at, piece] of pieces.entries()) {
    const next = pieces[at + 1];
    const follows = next === undefined ? after : next.type === LITERAL ? next.value : "";
    if (piece.type === ARGUMENT && /^\.(?!\w)/.test(follows)) {
      names.add(piece.value);
      piece.value = ending(piece.value);
    }
    const inner = Object.values(piece.options ?? {}).map(({ value }) => value);
    for (const parts of [piece.children ?? [], ...inner]) findEnds(parts, follows, names);
  }
}
