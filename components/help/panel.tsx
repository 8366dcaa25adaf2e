"use client";
import { usePathname } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import type { HelpTopic } from "@/lib/views/help/help";
import { Icon } from "../ui/icon";
import { isTyping } from "../ui/typing";
import { Lines } from "./lines";

/** The words of help in the bar, in the reader's language. */
export type HelpWords = { open: string; close: string; whole: string; all: string };

/**
 * K9: help about the page that is open. Without JavaScript the way to its page; with it a panel beside the page, which
 * goes on to work: `?` opens and closes it, Escape closes it. Its text comes when it is asked for.
 */
export function Help({ words, shortcuts }: { words: HelpWords; shortcuts: boolean }) {
  const path = usePathname();
  const link = useRef<HTMLAnchorElement>(null);
  const [topic, setTopic] = useState<HelpTopic | null>(null);

  const close = useCallback(() => {
    setTopic(null);
    link.current?.focus();
  }, []);
  const open = useCallback(() => {
    const at = encodeURIComponent(path);
    fetch(`/help/panel.json?at=${at}`)
      .then(async (answer) => {
        if (!answer.ok) throw new Error(answer.statusText);
        setTopic((await answer.json()) as HelpTopic);
      })
      // Its page says why, or leads on to sign in.
      .catch(() => location.assign(`/help?at=${at}`));
  }, [path]);

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector("dialog[open], details.menu[open], :popover-open")) return; // prettier-ignore
      const asked =
        shortcuts && event.key === "?" && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (topic !== null && (event.key === "Escape" || (asked && !isTyping(event.target)))) close();
      else if (asked && !isTyping(event.target)) open();
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [shortcuts, topic, open, close]);

  return (
    <>
      <a
        ref={link}
        className="find"
        href={`/help?at=${encodeURIComponent(path)}`}
        aria-keyshortcuts={shortcuts ? "?" : undefined}
        aria-expanded={topic === null ? undefined : true}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          if (topic === null) open();
          else close();
        }}
      >
        <Icon name="help" />
        <span>{words.open}</span>
      </a>
      {topic === null ? null : <Panel topic={topic} words={words} close={close} />}
    </>
  );
}

type PanelProps = { topic: HelpTopic; words: HelpWords; close: () => void };

function Panel({ topic, words, close }: PanelProps) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div role="dialog" className="help-panel" aria-labelledby="help-title">
      <div>
        <h2 id="help-title" ref={title} tabIndex={-1}>
          {topic.title}
        </h2>
        <button type="button" className="subtle" onClick={close}>
          {words.close}
        </button>
      </div>
      {topic.parts.map(({ heading, lines }) => (
        <section key={heading}>
          <h3>{heading}</h3>
          <Lines lines={lines} />
        </section>
      ))}
      <p>
        <a href={topic.href}>{words.whole}</a> · <a href="/help">{words.all}</a>
      </p>
    </div>
  );
}
