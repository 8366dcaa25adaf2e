"use client";
import { failed } from "@/messages/ending";
import { locales } from "@/messages/languages";
import "./globals.css";

type Props = { error: Error & { digest?: string } };

/** The last resort, when not even the frame could be made: in every language, on its own. */
export default function GlobalErrorPage({ error }: Props) {
  return (
    <html lang="en">
      <body>
        <title>{locales.map((locale) => failed[locale].title).join(" – ")}</title>
        <main className="alone">
          {locales.map((locale) => (
            <section key={locale} className="ending" lang={locale}>
              <h1>{failed[locale].title}</h1>
              <p>{failed[locale].text}</p>
              <a className="button" href="/engagements">
                {failed[locale].home}
              </a>
            </section>
          ))}
          {error.digest ? <code>{error.digest}</code> : null}
        </main>
      </body>
    </html>
  );
}
