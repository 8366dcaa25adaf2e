"use client";
import { useSyncExternalStore } from "react";
import { failed } from "@/messages/ending";
import { locales } from "@/messages/languages";
import { Button, LinkButton } from "../ui/button";

const subscribe = () => () => undefined;

/** Something broke on our side: says so in the language of the page, with a way forward. */
export function Failed({ digest, retry }: { digest?: string | undefined; retry: () => void }) {
  const lang = useSyncExternalStore(
    subscribe,
    () => document.documentElement.lang,
    () => locales[0],
  );
  const words = failed[locales.find((locale) => locale === lang) ?? locales[0]];
  return (
    <section className="ending" role="alert">
      <h1>{words.title}</h1>
      <p>{words.text}</p>
      {digest ? (
        <p>
          {words.hint} <code>{digest}</code>
        </p>
      ) : (
        <p>{words.hintAlone}</p>
      )}
      <div className="buttons">
        <Button variant="primary" onClick={retry}>
          {words.action}
        </Button>
        <LinkButton href="/engagements">{words.home}</LinkButton>
      </div>
    </section>
  );
}
