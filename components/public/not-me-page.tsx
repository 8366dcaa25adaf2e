import { Document, Problems } from "./document";
import { FieldError, TextField, Unseen } from "./fields";
import type { OpenPageProps } from "./open-page";
import { hrefOf, otherHref, WorkshopRows, type LinkProps } from "./parts";
import { texts } from "./texts";

/** D30: "I am not the right person": told to the partner, and nothing ends. */
export function NotMePage({ problems, values, ...link }: OpenPageProps) {
  const { view } = link;
  const { language } = view;
  const t = texts(language);
  const unchosen = problems.some(({ field }) => field === "why");
  return (
    <Document
      language={language}
      title={t("notMe.title")}
      other={otherHref(link, "/not-me")}
      failed={problems.length > 0}
    >
      <Problems language={language} problems={problems} />
      <h1>{t("notMe.title")}</h1>
      <p>{t("notMe.lead")}</p>
      <dl>
        <WorkshopRows view={view} />
      </dl>
      <form method="post" action={hrefOf(link, "/not-me")} id="form" className="answer" noValidate>
        <fieldset id="why" className="field" aria-describedby={unchosen ? "why-error" : undefined}>
          <legend>{t("notMe.why")}</legend>
          <FieldError language={language} name="why" problems={problems} />
          <div className="choices">
            {(["colleague", "elsewhere"] as const).map((why) => (
              <label key={why}>
                <input
                  type="radio"
                  name="why"
                  value={why}
                  defaultChecked={values.why === why}
                  required
                />
                {t(`notMe.${why}`)}
              </label>
            ))}
          </div>
        </fieldset>
        <TextField
          language={language}
          name="colleague"
          label={t("notMe.name")}
          hint={t("notMe.nameHint")}
          value={values.colleague ?? ""}
          required={false}
          problems={problems}
        />
        <Unseen language={language} stamp={values.stamp ?? view.stamp} />
        <button className="primary">{t("notMe.send")}</button>
      </form>
      <p>
        <a href={hrefOf(link)}>{t("report.back")}</a>
      </p>
    </Document>
  );
}

export function NotMeSentPage(link: LinkProps) {
  const { language } = link.view;
  const t = texts(language);
  const other = otherHref(link, "/not-me", "&sent=1");
  return (
    <Document language={language} title={t("notMe.sent.title")} other={other}>
      <h1>{t("notMe.sent.title")}</h1>
      <p className="note done">{t("notMe.sent.lead")}</p>
      <p>{t("notMe.sent.next")}</p>
      <p>
        <a href={hrefOf(link)}>{t("report.back")}</a>
      </p>
    </Document>
  );
}
