"use client";
import { usePathname } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import type { HelpTopic } from "@/lib/views/help/help";
import { Icon } from "../ui/icon";
import { isTyping } from "../ui/typing";
import type { HelpPanel, HelpWords } from "./help-panel";

type Shown = { Panel: typeof HelpPanel; topic: HelpTopic };

/**
 * K9: help about the page that is open. Without JavaScript the way to its page; with it a panel beside the page, which
 * goes on to work: `?` opens and closes it, Escape closes it. Panel and text come when they are asked for.
 */
export function Help({ words, shortcuts }: { words: HelpWords; shortcuts: boolean }) {
  const path = usePathname();
  const link = useRef<HTMLAnchorElement>(null);
  const [shown, setShown] = useState<Shown | null>(null);

  const close = useCallback(() => {
    setShown(null);
    link.current?.focus();
  }, []);
  const open = useCallback(() => {
    const at = encodeURIComponent(path);
    Promise.all([fetch(`/help/panel.json?at=${at}`), import("./help-panel")])
      .then(async ([answer, { HelpPanel: Panel }]) => {
        if (!answer.ok) throw new Error(answer.statusText);
        setShown({ Panel, topic: (await answer.json()) as HelpTopic });
      })
      // Its page says why, or leads on to sign in.
      .catch(() => location.assign(`/help?at=${at}`));
  }, [path]);

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (
        event.defaultPrevented ||
        document.querySelector("dialog[open], details.menu[open], :popover-open")
      )
        return;
      const asked =
        shortcuts && event.key === "?" && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (shown !== null && (event.key === "Escape" || (asked && !isTyping(event.target)))) close();
      else if (asked && !isTyping(event.target)) open();
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [shortcuts, shown, open, close]);

  return (
    <>
      <a
        ref={link}
        className="find"
        href={`/help?at=${encodeURIComponent(path)}`}
        aria-keyshortcuts={shortcuts ? "?" : undefined}
        aria-expanded={shown === null ? undefined : true}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          if (shown === null) open();
          else close();
        }}
      >
        <Icon name="help" />
        <span>{words.open}</span>
      </a>
      {shown === null ? null : <shown.Panel topic={shown.topic} words={words} close={close} />}
    </>
  );
}
