import type { InvitationView } from "@/lib/views/invitation";
import { translator, type Locale, type Messages } from "@/messages";
import { instantWords } from "@/messages/format/dates";
import { Document } from "./document";
import { looks } from "./look";
import { Row } from "./parts";

/** What was wrong with the form, or on the way back from a provider, in a word. */
export type InvitationProblem =
  | "nameNeeded"
  | "origin"
  | "closed"
  | "providerFailed"
  | "providerNeeded"
  | "taken"
  | "elsewhere"
  | "forbidden"
  | "byFactor"
  | "changed";
type Props = {
  view: InvitationView;
  /** The address of this page, to which the form goes. */
  here: string;
  /** The invitation's, for the way by a provider. */
  token: string;
  problem: InvitationProblem | null;
  fullName: string;
  /** U11 (b): who came back from a provider, and a mark of that for the form. */
  came: { label: string; name: string; mark: string } | null;
};

/** U2: an invitation, with the button that takes it; or what became of it. */
export function InvitationPage(props: Props) {
  const { view, here } = props;
  if (view.state === "open") return <Open {...props} />;
  const t = translator(view.language, "people");
  const accepted = view.state === "accepted";
  const done = view.linksOnly ? "linked" : "accepted";
  const title = t(accepted ? `invitation.${done}Title` : "invitation.overTitle");
  return (
    <Document plain language={view.language} title={title} here={here}>
      <h1>{title}</h1>
      <p className={accepted ? "note done" : "note"}>
        {accepted ? t(`invitation.${done}`, { email: view.email }) : t("invitation.over")}
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

function Open(props: Props) {
  const { view, here, problem } = props;
  const { language, place, inviter, linksOnly } = view;
  const t = translator(language, "people");
  const provider = view.providers[0]?.label ?? "";
  const title = linksOnly ? t("invitation.linkTitle", { provider }) : t("invitation.title");
  const lead = inviter === "" ? "lead0" : "lead";
  return (
    <Document plain language={language} title={title} here={here} failed={problem !== null}>
      <h1>{title}</h1>
      {problem === null ? null : (
        <p className="note stop" role="alert">
          {t(`invitation.${problem}`, { place })}
        </p>
      )}
      <p>
        {linksOnly
          ? t("invitation.linkLead", { place, provider })
          : t(`invitation.${lead}`, { name: inviter, place })}
      </p>
      <dl>
        <Row name={t("person.email")}>{view.email}</Row>
        {linksOnly ? null : (
          <Row name={t("invitation.roles")}>
            {view.roles.map((one) => roleWords(language, one)).join("; ")}
          </Row>
        )}
        <Row name={t("invitation.validUntil")}>
          {instantWords(language, view.expiresAt, looks.getStore()?.timeZone ?? "UTC")}
        </Row>
      </dl>
      <Ways {...props} />
      <p>
        <small>{t("invitation.nothing")}</small>
      </p>
    </Document>
  );
}

/** The button, and the ways by a provider; which comes first is what opens the company. */
function Ways(props: Props) {
  const { view, came } = props;
  if (came !== null) return <Accept {...props} />;
  const first = view.required && view.providers.length > 0;
  const ways = <Providers {...props} first={first} />;
  if (view.linksOnly) return ways;
  return first ? (
    <>
      {ways}
      <Accept {...props} second />
    </>
  ) : (
    <>
      <Accept {...props} />
      {ways}
    </>
  );
}

function Accept({
  view,
  here,
  problem,
  fullName,
  came,
  second = false,
}: Props & { second?: boolean }) {
  const { language, linksOnly } = view;
  const t = translator(language, "people");
  const names = { provider: came?.label ?? "", name: came?.name ?? "", email: view.email };
  return (
    <form method="post" action={`${here}?lang=${language}`}>
      {came === null ? null : (
        <>
          <p className="note">
            {t(came.name === "" ? "invitation.came0" : "invitation.came", names)}
          </p>
          <input type="hidden" name="identity" value={came.mark} />
        </>
      )}
      {view.account ? (
        linksOnly ? null : (
          <p>{t("invitation.account")}</p>
        )
      ) : (
        <Name t={t} wrong={problem === "nameNeeded"} fullName={fullName} />
      )}
      {second ? <p>{t("invitation.second", { place: view.place })}</p> : null}
      <p>
        <button className={second ? "" : "primary"}>
          {came === null
            ? t("invitation.accept")
            : t(linksOnly ? "invitation.link" : "invitation.acceptWith", names)}
        </button>
      </p>
      {came === null || linksOnly ? null : (
        <p>
          <button name="without" value="1">
            {t("invitation.without", names)}
          </button>
        </p>
      )}
    </form>
  );
}

type NameProps = {
  t: ReturnType<typeof translator<"people">>;
  wrong: boolean;
  fullName: string;
};

function Name({ t, wrong, fullName }: NameProps) {
  return (
    <div className="field">
      <label htmlFor="fullName">{t("invitation.name")}</label>
      <span className="hint" id="name-hint">
        {t("invitation.nameHint")}
      </span>
      <input
        type="text"
        id="fullName"
        name="fullName"
        defaultValue={fullName}
        maxLength={200}
        autoComplete="name"
        required
        aria-describedby="name-hint"
        aria-invalid={wrong || undefined}
      />
    </div>
  );
}

/** U11 (b): to a provider, to come back to this page and accept with it. */
function Providers({ view, token, first }: Props & { first: boolean }) {
  const t = translator(view.language, "people");
  if (view.providers.length === 0) return null;
  return (
    <>
      {view.linksOnly ? null : (
        <p>
          {first
            ? t("invitation.withRequired", { place: view.place })
            : t("invitation.withProvider")}
        </p>
      )}
      {view.providers.map(({ id, label }) => (
        <form key={id} method="post" action={`/api/auth/signin/${id}`}>
          <input type="hidden" name="invitation" value={token} />
          <input type="hidden" name="language" value={view.language} />
          <p>
            <button className={first || view.linksOnly ? "primary" : ""}>
              {t("invitation.goOn", { provider: label })}
            </button>
          </p>
        </form>
      ))}
    </>
  );
}

/** An address that never was ours, or is not complete. */
export function UnknownInvitationPage({ language, here }: { language: Locale; here: string }) {
  const t = translator(language, "people");
  return (
    <Document language={language} title={t("invitation.unknownTitle")} here={here}>
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
