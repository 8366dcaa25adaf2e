"use client";
import { useEffect, useRef } from "react";
import type { HelpTopic } from "@/lib/views/help/help";
import { Lines } from "./lines";

/** The words of help in the bar, in the reader's language. */
export type HelpWords = { open: string; close: string; whole: string; all: string };

type Props = { topic: HelpTopic; words: HelpWords; close: () => void };

/** K9: help beside the page it is about. */
export function HelpPanel({ topic, words, close }: Props) {
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
