import { Document, Problems, type Problem } from "./document";
import { TextField, Unseen } from "./fields";
import { ContactRow, hrefOf, otherHref, Steps, WorkshopRows, type LinkProps } from "./parts";
import { texts } from "./texts";

export type WithdrawPageProps = LinkProps & {
  problems: Problem[];
  values: Record<string, string>;
};

/** D14: withdraws as easily as was agreed: a name and one button. */
export function WithdrawPage({ problems, values, ...link }: WithdrawPageProps) {
  const { view } = link;
  const { language } = view;
  const t = texts(language);
  return (
    <Document
      language={language}
      title={t("withdraw.title")}
      other={otherHref(link, "/withdraw")}
      failed={problems.length > 0}
    >
      <Problems language={language} problems={problems} />
      <h1>{t("withdraw.title")}</h1>
      <p>{t("withdraw.lead")}</p>
      <ul>
        <li>{t("withdraw.text1")}</li>
        <li>{t("withdraw.text2")}</li>
        <li>{t("withdraw.text3")}</li>
      </ul>
      <dl>
        <WorkshopRows view={view} />
      </dl>
      <form
        method="post"
        action={hrefOf(link, "/withdraw")}
        id="form"
        className="answer"
        noValidate
      >
        <h2>{t("withdraw.formTitle")}</h2>
        <TextField
          language={language}
          name="fullName"
          label={t("open.fullName")}
          hint={t("open.fullNameHint")}
          value={values.fullName ?? ""}
          autoComplete="name"
          problems={problems}
        />
        <Unseen language={language} stamp={values.stamp ?? view.stamp} />
        <button className="primary">{t("withdraw.send")}</button>
      </form>
      <p>
        <a href={hrefOf(link)}>{t("withdraw.keep")}</a>
      </p>
    </Document>
  );
}

/** There is no agreement that can be withdrawn here. */
export function WithdrawClosedPage(link: LinkProps) {
  const { view } = link;
  const t = texts(view.language);
  const title = t("withdraw.closed.title");
  return (
    <Document language={view.language} title={title} other={otherHref(link, "/withdraw")}>
      <h1>{title}</h1>
      <p className="note">{t("withdraw.closed.lead")}</p>
      <Steps title={t("withdraw.closed.next")} steps={[t("withdraw.closed.next1")]} />
      <dl>
        <WorkshopRows view={view} />
        <ContactRow view={view} />
      </dl>
      <p>
        <a href={hrefOf(link)}>{t("receipt.back")}</a>
      </p>
    </Document>
  );
}
