import { useTranslations } from "next-intl";
import { LinkButton } from "../ui/button";
import { SubmitButton } from "../ui/submit-button";

type Props = {
  /** The label of the act; "Next" unless said. */
  submit?: string;
  /** "Back" keeps what was typed, so it sends the form. */
  back?: boolean;
  /** "Back" where nothing was typed: a link. */
  backHref?: string;
  cancelHref?: string;
};

/** The buttons of a screen. The act comes first: it is what Enter does. */
export function WizardButtons({ submit, back = false, backHref, cancelHref }: Props) {
  const t = useTranslations("common");
  return (
    <div className="buttons">
      <SubmitButton name="go" value="next">
        {submit ?? t("next")}
      </SubmitButton>
      {back ? (
        <SubmitButton variant="default" name="go" value="back">
          {t("back")}
        </SubmitButton>
      ) : null}
      {backHref ? <LinkButton href={backHref}>{t("back")}</LinkButton> : null}
      {cancelHref ? (
        <LinkButton variant="subtle" href={cancelHref}>
          {t("cancel")}
        </LinkButton>
      ) : null}
    </div>
  );
}
