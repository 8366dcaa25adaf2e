"use client";
import { notFound } from "@/messages/ending";
import { locales } from "@/messages/languages";
import { LinkButton } from "../ui/button";

/**
 * No such page, or not yours: what can be done about it. It carries its own words, because every
 * page of the console brings along what it would show if it were not found.
 * @param product what the tab names beside it (P3); without it the tab is left alone
 */
export function NotFound({ locale, product }: { locale: string; product?: string }) {
  const words = notFound[locales.find((known) => known === locale) ?? locales[0]];
  return (
    <section className="ending">
      {product ? <title>{`${words.title} – ${product}`}</title> : null}
      <h1>{words.title}</h1>
      <p>{words.text}</p>
      <p>{words.hint}</p>
      <LinkButton href="/engagements" variant="primary">
        {words.action}
      </LinkButton>
    </section>
  );
}

/** The same with nothing around it. */
export function NotFoundAlone({ locale }: { locale: string }) {
  return (
    <main id="main" className="alone">
      <NotFound locale={locale} />
    </main>
  );
}
