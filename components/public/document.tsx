import type { ReactNode } from "react";
import { locales, perLocale, translator, type ErrorCode, type Locale } from "@/messages";
import { directionOf } from "@/messages/format/direction";
import { accentSheet } from "../shell/accent-sheet";
import { looks } from "./look";
import { texts } from "./texts";

type DocumentProps = {
  language: Locale;
  title: string;
  /** The address of this page, where it can be read in another language. */
  here?: string | undefined;
  /** Something is wrong with what was sent. */
  failed?: boolean;
  /** Of a page that is not about a customer's answer, and may keep something in the browser. */
  plain?: boolean;
  children: ReactNode;
};

const errors = perLocale((locale) => translator(locale, "errors"));
const common = perLocale((locale) => translator(locale, "common"));

/** An address in a language. */
function inLanguage(here: string, language: Locale): string {
  const [path = "", search] = here.split("?");
  return `${path}?lang=${language}${search === undefined ? "" : `&${search}`}`;
}

/** A whole public page: one style sheet, no script. */
export function Document({ language, title, here, failed, plain, children }: DocumentProps) {
  const t = texts(language);
  const c = common[language];
  const look = looks.getStore();
  const accents = look && accentSheet(look);
  const product = look?.name || c("productName");
  const named = failed ? `${c("errorPrefix")} ${title}` : title;
  return (
    <html lang={language} dir={directionOf(language)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <title>{`${named} – ${product}`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/public.css" />
        {accents && <link rel="stylesheet" href={accents} />}
      </head>
      <body>
        <header>
          <strong>
            {look?.logo && <img src={look.logo} alt="" height={32} />}
            {product}
          </strong>
          {here !== undefined &&
            locales
              .filter((other) => other !== language)
              .map((other) => (
                <a key={other} href={inLanguage(here, other)} hrefLang={other} lang={other}>
                  {texts(other)("inThisLanguage")}
                </a>
              ))}
        </header>
        <main>{children}</main>
        <footer>
          {plain ? null : t("footer")} <a href={`/check?lang=${language}`}>{t("about.link")}</a>{" "}
          <a href={`/help/customer?lang=${language}`}>{t("help")}</a>
        </footer>
      </body>
    </html>
  );
}

export type Problem = {
  field: string | null;
  code: ErrorCode;
  params?: Record<string, string | number>;
};

/** The words of one problem. */
export function problemWords(language: Locale, { code, params }: Problem): string {
  return errors[language](code, params);
}

/** What is wrong, at the top of the page, each with a link to its field. */
export function Problems({ language, problems }: { language: Locale; problems: Problem[] }) {
  if (problems.length === 0) return null;
  return (
    <div className="errors" role="alert" tabIndex={-1} autoFocus>
      <h2>{common[language]("errorSummary")}</h2>
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.field ?? ""} ${problem.code}`}>
            <a href={`#${problem.field ?? "form"}`}>{problemWords(language, problem)}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
