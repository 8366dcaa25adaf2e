import type { About } from "@/lib/views/check-request";
import type { Locale } from "@/messages";
import { mailTo } from "../ui/mail-to";
import { Row } from "./parts";
import { privacyTexts, texts } from "./texts";

type Props = {
  language: Locale;
  about: About;
  /** The number of the request on this page; without it nothing is said of checking. */
  number?: string;
};

/** Who "we" is: what the programme is, who runs it, what it keeps, and how a request is checked. */
export function AboutUs({ language, about, number }: Props) {
  const t = texts(language);
  return (
    <section id="about">
      <h2>{t("about.title")}</h2>
      <dl>
        <Row name={about.name}>{t("about.programmeText")}</Row>
        <Row name={t("about.runBy")}>
          {about.organisation}
          <br />
          {about.address}
        </Row>
        <Row name={t("about.contact")}>
          <a href={mailTo(about.email)}>{about.email}</a>
        </Row>
        <Row name={t("about.privacy")}>
          {t.rich("about.privacyText", {
            link: (words) => (
              <a
                href={
                  about.privacy.startsWith("/")
                    ? `${about.privacy}?lang=${language}`
                    : about.privacy
                }
                rel="noreferrer"
              >
                {words}
              </a>
            ),
          })}
        </Row>
        <Row name={t("about.kept")}>
          {t("about.keptText", { years: about.keptYears })}{" "}
          <a href={`/privacy?lang=${language}#kept`}>{privacyTexts(language)("page.kept")}</a>
        </Row>
        <Row name={t("about.rights")}>{t("about.rightsText")}</Row>
        {number !== undefined && (
          <Row name={t("about.check")}>
            {t("about.checkText", { address: about.checkAddress, number: grouped(number) })}
          </Row>
        )}
      </dl>
    </section>
  );
}

/** As people read and type a long number: 1234 5678 9012 3456. */
export function grouped(number: string): string {
  return number.replace(/\d{4}(?=\d)/g, "$& ");
}
