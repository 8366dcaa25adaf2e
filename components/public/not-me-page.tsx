import { FieldError, TextField } from "./fields";
import { FormPage, SentPage, type FormPageProps } from "./form-page";
import type { LinkProps } from "./parts";
import { texts } from "./texts";

/** D30: "I am not the right person": told to the partner, and nothing ends. */
export function NotMePage(link: FormPageProps) {
  const { problems, values } = link;
  const { language } = link.view;
  const t = texts(language);
  const unchosen = problems.some(({ field }) => field === "why");
  return (
    <FormPage
      link={link}
      path="/not-me"
      title={t("notMe.title")}
      lead={<p>{t("notMe.lead")}</p>}
      send={t("notMe.send")}
      back={t("report.back")}
    >
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
    </FormPage>
  );
}

export function NotMeSentPage(link: LinkProps) {
  const t = texts(link.view.language);
  return (
    <SentPage
      link={link}
      path="/not-me"
      title={t("notMe.sent.title")}
      lead={t("notMe.sent.lead")}
      next={<p>{t("notMe.sent.next")}</p>}
    />
  );
}
