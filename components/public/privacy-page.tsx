import type { PublicPrivacy } from "@/lib/views/privacy";
import type { Locale } from "@/messages";
import { mailTo } from "../ui/mail-to";
import { Document } from "./document";
import { Row } from "./parts";
import { privacyTexts, texts } from "./texts";

type Props = { language: Locale; privacy: PublicPrivacy };

/**
 * The privacy statement in the words of who runs the programme, where it is kept here (paragraphs, and no markup), and
 * the register of what is kept of people, why and how long (O22, O26).
 */
export function PrivacyPage({ language, privacy }: Props) {
  const t = texts(language);
  const p = privacyTexts(language);
  const { about, statement, parts, outside, days } = privacy;
  return (
    <Document language={language} title={t("privacy.title")} here="/privacy">
      <h1>{t("privacy.title")}</h1>
      <p>
        {about.organisation}
        <br />
        {about.address}
        <br />
        <a href={mailTo(about.email)}>{about.email}</a>
      </p>
      {statement?.split(/\n\s*\n/).map((paragraph, n) => (
        <p key={n} className="lines">
          {paragraph}
        </p>
      ))}
      {about.privacy === "" ? null : (
        <p>
          {p.rich("page.statement", {
            organisation: about.organisation,
            link: (words) => (
              <a href={about.privacy} rel="noreferrer">
                {words}
              </a>
            ),
          })}
        </p>
      )}
      <h2 id="kept">{p("page.kept")}</h2>
      <p>{p("page.intro")}</p>
      {parts.map(({ key, whom, period, erasure }) => (
        <section key={key}>
          <h3>{p(`kinds.${key}.title`)}</h3>
          <dl>
            <Row name={p("page.whom")}>{p(`whom.${whom}`)}</Row>
            <Row name={p("page.what")}>{p(`kinds.${key}.what`)}</Row>
            <Row name={p("page.why")}>{p(`kinds.${key}.why`)}</Row>
            <Row name={p("page.howLong")}>{p(`periods.${period}`, days)}</Row>
            <Row name={p("page.onRequest")}>{p(`erasures.${erasure}`)}</Row>
          </dl>
        </section>
      ))}
      <h2>{p("page.outside")}</h2>
      <dl>
        {outside.map((key) => (
          <Row key={key} name={p(`elsewhere.${key}.title`)}>
            {p(`elsewhere.${key}.text`)}
          </Row>
        ))}
      </dl>
      <h2>{p("page.rights")}</h2>
      <p>{p("page.rightsText", { email: about.email })}</p>
    </Document>
  );
}
