"use client";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import type { SearchGroup } from "@/lib/views/search";

/** The words of the palette, in the reader's language. */
export type PaletteWords = {
  open: string;
  field: string;
  keys: string;
  close: string;
  begin: string;
  nothing: string;
  kinds: Record<SearchGroup["kind"], string>;
};

type Props = {
  words: PaletteWords;
  /** How often it was asked for; each time it opens. */
  asked: number;
};
type Found = { q: string; groups: SearchGroup[] };

/** So long one types on before it is looked for. */
const PAUSE = 120;

/** K5: a dialog that finds while one types: arrows go through what was found, Enter opens the first. */
export function PaletteDialog({ words, asked }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [q, setQ] = useState("");
  const [found, setFound] = useState<Found | null>(null);

  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, [asked]);

  useEffect(() => {
    if (q.trim() === "") return;
    const asked = new AbortController();
    const timer = setTimeout(() => {
      fetch(`/search/hits.json?${new URLSearchParams({ q }).toString()}`, { signal: asked.signal })
        .then(async (answer) => {
          // Whoever is signed out is led on by the page of results.
          if (answer.ok) setFound((await answer.json()) as Found);
        })
        .catch(() => undefined);
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      asked.abort();
    };
  }, [q]);

  const groups = q.trim() === "" ? [] : (found?.groups ?? []);
  const first = found?.q === q.trim() ? groups[0]?.hits[0] : undefined;
  return (
    <dialog ref={dialog} className="palette" aria-label={words.open} onKeyDown={move}>
      <form
        action="/search"
        role="search"
        onSubmit={(event) => {
          if (!first) return;
          event.preventDefault();
          location.assign(first.href);
        }}
      >
        <input
          type="search"
          name="q"
          aria-label={words.field}
          placeholder={words.field}
          autoComplete="off"
          maxLength={200}
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
        <button type="button" className="subtle" onClick={() => dialog.current?.close()}>
          {words.close}
        </button>
      </form>
      <div aria-live="polite">
        {groups.length > 0 ? null : (
          <p>{q.trim() === "" || found?.q !== q.trim() ? words.begin : words.nothing}</p>
        )}
        {groups.map(({ kind, hits }) => (
          <section key={kind}>
            <h2>{words.kinds[kind]}</h2>
            <ul className="hits">
              {hits.map((hit) => (
                <li key={hit.href + hit.label}>
                  <a href={hit.href} data-first={hit === first ? "" : undefined}>
                    {hit.label}
                    {hit.detail === "" ? null : <small>{hit.detail}</small>}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </dialog>
  );
}

/** Arrows go through the field and what was found. */
function move(event: KeyboardEvent<HTMLDialogElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("input, a")];
  const at = stops.findIndex((stop) => stop === document.activeElement);
  event.preventDefault();
  stops[Math.min(stops.length - 1, Math.max(0, at + step))]?.focus();
}
