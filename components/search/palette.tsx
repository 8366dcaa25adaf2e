"use client";
import { useCallback, useEffect, useState } from "react";
import { Icon } from "../ui/icon";
import { isTyping } from "../ui/typing";
import type { PaletteDialog, PaletteWords } from "./palette-dialog";

type Props = { words: PaletteWords; shortcuts: boolean };

/** K5: the search over everything. Without JavaScript it is the way to its page; with it a dialog, which comes when it is asked for. */
export function Palette({ words, shortcuts }: Props) {
  const [asked, setAsked] = useState(0);
  const [Dialog, setDialog] = useState<typeof PaletteDialog | null>(null);
  const open = useCallback(() => {
    setAsked((times) => times + 1);
    import("./palette-dialog").then(
      (come) => setDialog(() => come.PaletteDialog),
      () => location.assign("/search"),
    );
  }, []);

  useEffect(() => {
    if (!shortcuts) return;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target)) return;
      const chord =
        (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
      const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
      if ((!chord && !slash) || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      open();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [shortcuts, open]);

  return (
    <>
      <a
        className="find"
        href="/search"
        aria-keyshortcuts={shortcuts ? "/ Control+K Meta+K" : undefined}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          open();
        }}
      >
        <Icon name="search" />
        <span>{words.open}</span>
        {shortcuts ? <kbd aria-hidden="true">{words.keys}</kbd> : null}
      </a>
      {Dialog ? <Dialog words={words} asked={asked} /> : null}
    </>
  );
}
