import { useLocale, useTimeZone, useTranslations } from "next-intl";
import type { PeopleView } from "@/lib/views/people";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { LinkButton } from "../ui/button";
import { ListFrame } from "../ui/list-frame";
import { Told } from "../ui/message-bar";
import { hidden, RowAct } from "../ui/row-act";
import { RoleRequests } from "./role-requests";
import { useRoleWords } from "./role-words";

export type PeopleActions = { resend: FormAction; withdraw: FormAction; answer: FormAction };
type Props = {
  view: PeopleView;
  actions: PeopleActions;
  kept: FormValues | null;
  done: string | undefined;
};

const told = [
  "invited",
  "resent",
  "withdrawn",
  "changed",
  "disabled",
  "enabled",
  "answered",
  "signed_out",
  "sign_in_changed",
  "link_asked",
] as const;
const columns = ["roles", "lastSignIn", "state"] as const;
const states = ["active", "invited", "disabled"] as const;

/** U1, P5: everybody of a company or of the programme's staff, and whose invitation waits. */
export function PeoplePage({ view, actions, kept, done }: Props) {
  const t = useTranslations("people");
  const known = told.find((one) => one === done);
  const invited = view.rows.some(({ kind }) => kind === "invitation");
  const intro = view.name === null ? t("introStaff") : t("intro", { company: view.name });
  return (
    <>
      {known ? <Told>{t(`done.${known}`)}</Told> : null}
      <p>
        {view.everywhere ? intro : t("introPlaces")}{" "}
        {view.everywhere && view.name !== null ? (
          <a href={`${view.base}/sign-in`}>{t("signInRule.link")}</a>
        ) : null}
      </p>
      {view.requests.length > 0 ? (
        <RoleRequests requests={view.requests} at={view.at} answer={actions.answer} kept={kept} />
      ) : null}
      <ListFrame
        query={view.query}
        next={view.next}
        many={view.many}
        path={view.base}
        usual="name"
        search={t("search")}
        filters={[
          {
            name: "state",
            label: t("columns.state"),
            options: states.map((value) => ({ value, label: t(`states.${value}`) })),
          },
        ]}
        caption={view.name === null ? t("staff") : t("title", { company: view.name })}
        columns={[
          { label: t("columns.name"), sort: "name", wide: true },
          ...columns.map((key) => ({ key, label: t(`columns.${key}`) })),
          ...(invited ? [{ label: t("columns.acts") }] : []),
        ]}
        empty={{ title: t("noRole") }}
        end={
          <LinkButton href={`${view.base}/invite`} variant="primary">
            {t("invite")}
          </LinkButton>
        }
      >
        {view.rows.map((row) => (
          <Person key={row.id} row={row} view={view} actions={invited ? actions : null} />
        ))}
      </ListFrame>
    </>
  );
}

type Row = PeopleView["rows"][number];
/** `actions`: null where nobody's invitation waits. */
type RowProps = { row: Row; view: PeopleView; actions: PeopleActions | null };

function Person({ row, view, actions }: RowProps) {
  const t = useTranslations("people");
  const format = formats(useLocale());
  const zone = useTimeZone() ?? "UTC";
  const words = useRoleWords();
  const roles = row.roles.map((one) => words(one));
  const invited = row.kind === "invitation";
  return (
    <tr id={row.id}>
      <th scope="row">
        {invited ? row.name : <a href={`${view.base}/${row.id}`}>{row.name}</a>}
        {row.id === view.me ? ` (${t("you")})` : null}
        {invited ? null : <small>{row.email}</small>}
      </th>
      <td>{roles.length === 0 ? t("noRole") : roles.join("; ")}</td>
      <td data-label={t("columns.lastSignIn")}>
        {row.lastSignIn === null ? t("never") : format.instant(row.lastSignIn, zone)}
      </td>
      <td>
        {t(`states.${row.state}`)}
        {row.expiresAt === null ? null : (
          <small>
            {row.over ? t("over") : t("until", { when: format.instant(row.expiresAt, zone) })}
          </small>
        )}
      </td>
      {actions ? (
        <td>{invited ? <Acts row={row} at={view.at} actions={actions} /> : null}</td>
      ) : null}
    </tr>
  );
}

function Acts({ row, at, actions }: { row: Row; at: string; actions: PeopleActions }) {
  const t = useTranslations("people");
  return (
    <>
      <RowAct action={actions.resend} values={{ at, id: row.id }}>
        <span aria-hidden="true">{t("resend")}</span>
        {hidden(t("resendTo", { name: row.name }))}
      </RowAct>
      <RowAct action={actions.withdraw} values={{ at, id: row.id }}>
        <span aria-hidden="true">{t("withdraw")}</span>
        {hidden(t("withdrawOf", { name: row.name }))}
      </RowAct>
    </>
  );
}
