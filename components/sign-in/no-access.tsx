import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Helper, NoAccess as View } from "@/lib/views/no-access";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { LinkButton } from "../ui/button";
import { RadioGroup, SelectField } from "../ui/choice-fields";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { mailTo } from "../ui/mail-to";
import { MessageBar } from "../ui/message-bar";
import { SubmitButton } from "../ui/submit-button";
import { TextArea } from "../ui/text-field";

type Props = {
  view: View;
  /** U5: asks for a role. */
  ask: FormAction;
  /** The request was sent a moment ago. */
  asked: boolean;
  kept: FormValues | null;
};

/** Why this person cannot open a page, and what can be done about it. */
export function NoAccess({ view, ask, asked, kept }: Props) {
  const t = useTranslations("signIn.noAccess");
  if (view.kind === "operator")
    return (
      <Ending title={t("operatorTitle")} href="/programme" action={t("toProgramme")}>
        <p>{t("operator", view)}</p>
      </Ending>
    );
  if (view.kind === "staff") return <StaffDoor view={view} />;
  if (view.kind === "partner")
    return (
      <Ending title={t("partnerTitle")} href="/engagements" action={t("toEngagements")}>
        <p>{t("partner", view)}</p>
      </Ending>
    );
  const { name, partner } = view;
  const missesAll = view.kind === "role";
  return (
    <Ending
      title={t(missesAll ? "roleTitle" : "adminTitle")}
      href={view.from ?? "/engagements"}
      action={t("retry")}
      variant={view.helpers.length > 0 && view.places !== null ? "default" : "primary"}
    >
      {missesAll ? <p>{t("role", { name, partner })}</p> : null}
      <p>{t(missesAll ? "needs" : "needsAdmin")}</p>
      <h2>{t("ask")}</h2>
      <Helpers helpers={view.helpers} partner={partner} />
      <AskRole view={view} ask={ask} asked={asked} kept={kept} />
    </Ending>
  );
}

/** P5: which role opens this, and who gives it. */
function StaffDoor({ view }: { view: Extract<View, { kind: "staff" }> }) {
  const t = useTranslations("signIn.noAccess");
  const people = useTranslations("people");
  return (
    <Ending title={t("staffTitle")} href="/programme" action={t("toProgramme")}>
      <p>{t("staff", { name: view.name })}</p>
      <ul>
        {view.roles.map((role) => (
          <li key={role}>{people(`roles.${role}`)}</li>
        ))}
      </ul>
      <h2>{t("ask")}</h2>
      {view.givers.length === 0 ? <p>{t("noAdministrator")}</p> : null}
      <ul>
        {view.givers.map(({ name, email }) => (
          <li key={email}>
            <strong>{name}</strong>
            <br />
            <a href={mailTo(email, t("subject"))}>{email}</a>
          </li>
        ))}
      </ul>
    </Ending>
  );
}

function Helpers({ helpers, partner }: { helpers: Helper[]; partner: string }) {
  const t = useTranslations("signIn.noAccess");
  if (helpers.length === 0) return <p>{t("nobody", { partner })}</p>;
  return (
    <>
      <p>{t("askText", { partner })}</p>
      <ul>
        {helpers.map(({ name, email, location }) => (
          <li key={`${email} ${location}`}>
            <strong>{name}</strong>, {location ? t("askLocation", { location }) : t("askCompany")}
            <br />
            <a href={mailTo(email, t("subject"))}>{email}</a>
          </li>
        ))}
      </ul>
      <p>{t("works")}</p>
    </>
  );
}

/** U5: asks the admins for a role, here where it is missing. */
function AskRole({ view, ask, asked, kept }: Props & { view: Extract<View, { places: unknown }> }) {
  const t = useTranslations("people");
  if (view.helpers.length === 0) return null;
  if (view.places === null)
    return (
      <MessageBar tone={asked ? "success" : undefined}>
        {t(asked ? "ask.sent" : "ask.waits")}
      </MessageBar>
    );
  const role = view.kind === "role" ? "incentives_user" : "incentives_admin";
  return (
    <section>
      <h2>{t("ask.title")}</h2>
      <Form action={ask} initial={{ values: kept ?? { role }, errors: [] }}>
        <Hidden values={{ from: view.from ?? "" }} />
        <RadioGroup
          name="role"
          label={t("ask.role")}
          required
          options={(["incentives_user", "incentives_admin"] as const).map((value) => ({
            value,
            label: t(`roles.${value}`),
          }))}
        />
        <SelectField
          name="place"
          label={t("ask.place")}
          required
          options={[
            { value: "company", label: t("person.wholeCompany") },
            ...view.places.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <TextArea name="words" label={t("ask.words")} maxLength={1_000} />
        <div className="buttons">
          <SubmitButton>{t("ask.send")}</SubmitButton>
        </div>
      </Form>
    </section>
  );
}

type EndingProps = {
  title: string;
  href: string;
  action: string;
  /** Another button of the page is the one to press. */
  variant?: "primary" | "default";
  children: ReactNode;
};

function Ending({ title, href, action, variant = "primary", children }: EndingProps) {
  return (
    <section className="ending">
      <h1>{title}</h1>
      {children}
      <LinkButton href={href} variant={variant}>
        {action}
      </LinkButton>
    </section>
  );
}
