import type { InvitationView } from "@/lib/views/invitation";
import { translator, type Locale, type Messages } from "@/messages";
import { instantWords } from "@/messages/format/dates";
import { Document, otherOf } from "./document";
import { looks } from "./look";
import { Row } from "./parts";

/** What was wrong with the form, in a word. */
export type InvitationProblem = "nameNeeded" | "origin" | "closed";
type Props = {
  view: InvitationView;
  /** The address of this page, to which the form goes. */
  here: string;
  problem: InvitationProblem | null;
  fullName: string;
};

/** U2: an invitation, with the button that takes it; or what became of it. */
export function InvitationPage(props: Props) {
  const { view, here } = props;
  if (view.state === "open") return <Open {...props} />;
  const t = translator(view.language, "people");
  const accepted = view.state === "accepted";
  const title = t(accepted ? "invitation.acceptedTitle" : "invitation.overTitle");
  return (
    <Document language={view.language} title={title} other={otherOf(here, view.language)}>
      <h1>{title}</h1>
      <p className={accepted ? "note done" : "note"}>
        {accepted ? t("invitation.accepted", { email: view.email }) : t("invitation.over")}
      </p>
      {accepted ? (
        <p>
          <a className="button primary" href="/sign-in">
            {t("invitation.signIn")}
          </a>
        </p>
      ) : null}
    </Document>
  );
}

function Open({ view, here, problem, fullName }: Props) {
  const { language, place, inviter } = view;
  const t = translator(language, "people");
  const title = t("invitation.title");
  const wrong = problem === "nameNeeded";
  return (
    <Document
      language={language}
      title={title}
      other={otherOf(here, language)}
      failed={problem !== null}
    >
      <h1>{title}</h1>
      {problem === null ? null : (
        <p className="note stop" role="alert">
          {t(`invitation.${problem}`)}
        </p>
      )}
      <p>
        {inviter === ""
          ? t("invitation.lead0", { place })
          : t("invitation.lead", { name: inviter, place })}
      </p>
      <dl>
        <Row name={t("person.email")}>{view.email}</Row>
        <Row name={t("invitation.roles")}>
          {view.roles.map((one) => roleWords(language, one)).join("; ")}
        </Row>
        <Row name={t("invitation.validUntil")}>
          {instantWords(language, view.expiresAt, looks.getStore()?.timeZone ?? "UTC")}
        </Row>
      </dl>
      <form method="post" action={`${here}?lang=${language}`}>
        {view.account ? (
          <p>{t("invitation.account")}</p>
        ) : (
          <p>
            <label htmlFor="fullName">{t("invitation.name")}</label>
            <small id="name-hint">{t("invitation.nameHint")}</small>
            <input
              id="fullName"
              name="fullName"
              defaultValue={fullName}
              maxLength={200}
              autoComplete="name"
              required
              aria-describedby="name-hint"
              aria-invalid={wrong || undefined}
            />
          </p>
        )}
        <button className="primary">{t("invitation.accept")}</button>
      </form>
      <p>
        <small>{t("invitation.nothing")}</small>
      </p>
    </Document>
  );
}

/** An address that never was ours, or is not complete. */
export function UnknownInvitationPage({ language, here }: { language: Locale; here: string }) {
  const t = translator(language, "people");
  return (
    <Document
      language={language}
      title={t("invitation.unknownTitle")}
      other={otherOf(here, language)}
    >
      <h1>{t("invitation.unknownTitle")}</h1>
      <p className="note">{t("invitation.unknown")}</p>
    </Document>
  );
}

type Role = keyof Messages["people"]["roles"];

function roleWords(language: Locale, { role, location }: InvitationView["roles"][number]): string {
  const t = translator(language, "people");
  const name = t(`roles.${role as Role}`);
  if (role !== "incentives_admin" && role !== "incentives_user") return name;
  return t("roleAt", { role: name, place: location ?? t("everywhere") });
}
