import { Document } from "./document";
import { TextField } from "./fields";
import { FormPage, type FormPageProps } from "./form-page";
import { ContactRow, hrefOf, Steps, WorkshopRows, type LinkProps } from "./parts";
import { texts } from "./texts";

/** D14: withdraws as easily as was agreed: a name and one button. */
export function WithdrawPage(link: FormPageProps) {
  const { view, problems, values } = link;
  const t = texts(view.language);
  return (
    <FormPage
      link={link}
      path="/withdraw"
      title={t("withdraw.title")}
      lead={
        <>
          <p>{t("withdraw.lead")}</p>
          <ul>
            <li>{t("withdraw.text1")}</li>
            <li>{t("withdraw.text2")}</li>
            <li>{t("withdraw.text3")}</li>
          </ul>
        </>
      }
      send={t("withdraw.send")}
      back={t("withdraw.keep")}
    >
      <h2>{t("withdraw.formTitle")}</h2>
      <TextField
        language={view.language}
        name="fullName"
        label={t("open.fullName")}
        hint={t("open.fullNameHint")}
        value={values.fullName ?? ""}
        autoComplete="name"
        problems={problems}
      />
    </FormPage>
  );
}

/** There is no agreement that can be withdrawn here. */
export function WithdrawClosedPage(link: LinkProps) {
  const { view } = link;
  const t = texts(view.language);
  const title = t("withdraw.closed.title");
  return (
    <Document language={view.language} title={title} here={`${link.base}/withdraw`}>
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
