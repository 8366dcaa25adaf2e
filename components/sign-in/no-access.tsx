import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Helper, NoAccess as View } from "@/lib/views/no-access";
import { LinkButton } from "../ui/button";
import { mailTo } from "../ui/mail-to";

/** Why this person cannot open a page, and what can be done about it. */
export function NoAccess({ view }: { view: View }) {
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
    >
      {missesAll ? <p>{t("role", { name, partner })}</p> : null}
      <p>{t(missesAll ? "needs" : "needsAdmin")}</p>
      <h2>{t("ask")}</h2>
      <Helpers helpers={view.helpers} partner={partner} />
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

type EndingProps = { title: string; href: string; action: string; children: ReactNode };

function Ending({ title, href, action, children }: EndingProps) {
  return (
    <section className="ending">
      <h1>{title}</h1>
      {children}
      <LinkButton href={href} variant="primary">
        {action}
      </LinkButton>
    </section>
  );
}
