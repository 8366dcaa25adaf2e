"use client";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import type { SearchGroup } from "@/lib/views/search";
import { Icon } from "../ui/icon";
import { isTyping } from "../ui/typing";

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

type Props = { words: PaletteWords; shortcuts: boolean };
type Found = { q: string; groups: SearchGroup[] };

/** So long one types on before it is looked for. */
const PAUSE = 120;

/**
 * K5: the search over everything. Without JavaScript it is the way to its page; with it a dialog that finds while one
 * types: arrows go through what was found, Enter opens the first.
 */
export function Palette({ words, shortcuts }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [q, setQ] = useState("");
  const [found, setFound] = useState<Found | null>(null);

  useEffect(() => {
    if (!shortcuts) return;
    const listen = (event: globalThis.KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target)) return;
      const chord = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k"; // prettier-ignore
      const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
      if ((!chord && !slash) || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      dialog.current?.showModal();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [shortcuts]);

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
    <>
      <a
        className="find"
        href="/search"
        aria-keyshortcuts={shortcuts ? "/ Control+K Meta+K" : undefined}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          dialog.current?.showModal();
        }}
      >
        <Icon name="search" />
        <span>{words.open}</span>
        {shortcuts ? <kbd aria-hidden="true">{words.keys}</kbd> : null}
      </a>
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
    </>
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
