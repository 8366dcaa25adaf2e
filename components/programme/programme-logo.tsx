import { useTranslations } from "next-intl";
import { LOGO_BYTES } from "@/lib/programme/schema";
import type { SettingsView } from "@/lib/views/programme/settings";
import type { FormAction } from "@/lib/web/form-state";
import { Card } from "../ui/card";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { SubmitButton } from "../ui/submit-button";
import { LogoFile } from "./logo-file";

type Props = { view: SettingsView; actions: { setLogo: FormAction; removeLogo: FormAction } };

/** P3: the programme's logo, which an administrator changes. */
export function ProgrammeLogo({ view, actions }: Props) {
  const t = useTranslations("programme.settings.logo");
  const revision = <Hidden values={{ revision: String(view.revision) }} />;
  return (
    <Card title={t("title")}>
      <p>{t("intro")}</p>
      {view.logo === null ? (
        <p>{t("none")}</p>
      ) : (
        <p className="logo-now">
          <img src={view.logo} alt={t("now")} />
        </p>
      )}
      {view.mayChange ? (
        <Form action={actions.setLogo}>
          {revision}
          <LogoFile
            label={t("file")}
            hint={t("hint")}
            mostBytes={LOGO_BYTES}
            tooLarge={t("large")}
          />
          <div className="buttons">
            <SubmitButton>{t("upload")}</SubmitButton>
          </div>
        </Form>
      ) : null}
      {view.mayChange && view.logo !== null ? (
        <Form action={actions.removeLogo}>
          {revision}
          <div className="buttons">
            <SubmitButton variant="default">{t("remove")}</SubmitButton>
          </div>
        </Form>
      ) : null}
    </Card>
  );
}
