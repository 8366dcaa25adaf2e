import type { ReactNode } from "react";
import { translator, type ErrorCode, type Locale } from "@/messages";
import { accentSheet } from "../shell/accent-sheet";
import { looks } from "./look";
import { texts } from "./texts";

type DocumentProps = {
  language: Locale;
  title: string;
  /** The address of this page in the other language. */
  other?: string | undefined;
  /** Something is wrong with what was sent. */
  failed?: boolean;
  /** Of a page that is not about a customer's answer, and may keep something in the browser. */
  plain?: boolean;
  children: ReactNode;
};

const errors = { en: translator("en", "errors"), nl: translator("nl", "errors") };
const common = { en: translator("en", "common"), nl: translator("nl", "common") };

/** The address of a page, without any search, in the language that it is not in. */
export function otherOf(here: string, language: Locale): string {
  return `${here}?lang=${language === "en" ? "nl" : "en"}`;
}

/** A whole public page: one style sheet, no script. */
export function Document({ language, title, other, failed, plain, children }: DocumentProps) {
  const t = texts(language);
  const c = common[language];
  const otherLanguage = language === "en" ? "nl" : "en";
  const look = looks.getStore();
  const accents = look && accentSheet(look);
  const product = look?.name || c("productName");
  const named = failed ? `${c("errorPrefix")} ${title}` : title;
  return (
    <html lang={language}>
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
          {other && (
            <a href={other} hrefLang={otherLanguage} lang={otherLanguage}>
              {t("otherLanguage")}
            </a>
          )}
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
