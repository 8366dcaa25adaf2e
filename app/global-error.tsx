"use client";
import "./globals.css";

type Props = { error: Error & { digest?: string } };

/** The last resort, when not even the frame could be made: in both languages, on its own. */
export default function GlobalErrorPage({ error }: Props) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong – Er ging iets mis</title>
        <main className="alone">
          <section className="ending">
            <h1>Something went wrong</h1>
            <p>This is our mistake, not yours. Nothing you saved is lost. Try again in a minute.</p>
            <a className="button primary" href="/engagements">
              Go to engagements
            </a>
          </section>
          <section className="ending" lang="nl">
            <h2>Er ging iets mis</h2>
            <p>
              Dit is onze fout, niet die van u. Wat u hebt opgeslagen, is niet weg. Probeer het over
              een minuut opnieuw.
            </p>
            <a className="button" href="/engagements">
              Naar engagements
            </a>
          </section>
          {error.digest ? <code>{error.digest}</code> : null}
        </main>
      </body>
    </html>
  );
}
