import { useLocale, useTranslations } from "next-intl";
import type { inviteView } from "@/lib/views/people";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { LinkButton } from "../ui/button";
import { CheckboxGroup, RadioGroup } from "../ui/choice-fields";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { PageHeader } from "../ui/page-header";
import { SubmitButton } from "../ui/submit-button";
import { TextArea } from "../ui/text-field";
import { FileOfLines } from "./file-of-lines";
import { staffRoles } from "./role-words";
import { useUp } from "./up";
import { LanguageField } from "../ui/language-field";

type Props = {
  view: Awaited<ReturnType<typeof inviteView>>;
  action: FormAction;
  kept: FormValues | null;
};

/** U2: several people at once, one on a line or as a CSV file. */
export function InvitePage(props: Props) {
  const { view } = props;
  const t = useTranslations("people");
  const title =
    view.name === null ? t("inviteStaffTitle") : t("inviteTitle", { company: view.name });
  return (
    <>
      <PageHeader title={title} crumbs={useUp(view, view.name)()} />
      <InviteForm {...props} title={title} />
    </>
  );
}

function InviteForm({ view, action, kept, title }: Props & { title: string }) {
  const t = useTranslations("people");
  const locale = useLocale();
  const common = useTranslations("common");
  const staff = view.name === null;
  const places = view.places.map(({ id, name }) => ({ value: id, label: name }));
  const everywhere = { value: "company", label: t("person.wholeCompany") };
  return (
    <Form
      action={action}
      title={title}
      initial={{
        values: kept ?? { language: locale, role: staff ? [] : "incentives_user" },
        errors: [],
      }}
    >
      <Hidden values={{ at: view.at }} />
      <TextArea
        name="people"
        label={t("form.people")}
        hint={t(staff ? "form.peopleStaffHint" : "form.peopleHint")}
        required={staff ? true : "sometimes"}
        rows={5}
        maxLength={50_000}
      />
      {staff ? null : <FileOfLines label={t("form.file")} hint={t("form.fileHint")} />}
      {staff ? (
        <CheckboxGroup
          name="role"
          label={t("form.role")}
          required
          options={staffRoles.map((value) => ({ value, label: t(`roles.${value}`) }))}
        />
      ) : (
        <>
          <RadioGroup
            name="role"
            label={t("form.role")}
            required
            options={(["incentives_user", "incentives_admin"] as const).map((value) => ({
              value,
              label: t(`roles.${value}`),
            }))}
          />
          <CheckboxGroup
            name="places"
            label={t("form.places")}
            required
            options={view.everywhere ? [everywhere, ...places] : places}
          />
        </>
      )}
      <LanguageField name="language" label={t("form.language")} required />
      <p>{t("form.text")}</p>
      <div className="buttons">
        <SubmitButton>{t("form.send")}</SubmitButton>
        <LinkButton variant="subtle" href={view.base}>
          {common("cancel")}
        </LinkButton>
      </div>
    </Form>
  );
}
