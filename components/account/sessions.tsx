import { useLocale, useTimeZone, useTranslations } from "next-intl";
import type { SessionsView } from "@/lib/views/account/sessions";
import type { FormAction } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { Form } from "../ui/form";
import { hidden, RowAct } from "../ui/row-act";
import { SubmitButton } from "../ui/submit-button";
import { Table } from "../ui/table";

type Props = { view: SessionsView; end: FormAction };
type Session = SessionsView["sessions"][number];
const columns = ["device", "address", "seen", "opened", "act"] as const;

/** U7, U14: where somebody is signed in, and how it ends: one, all others, or all. */
export function Sessions({ view: { sessions }, end }: Props) {
  const t = useTranslations("account.sessions");
  const others = sessions.some(({ here }) => !here);
  return (
    <>
      <p>{t("intro")}</p>
      <Table caption={t("title")} columns={columns.map((key) => ({ label: t(key) }))} stack>
        {sessions.map((session) => (
          <Row key={session.id} session={session} end={end} />
        ))}
      </Table>
      {others ? (
        <Card title={t("others")}>
          <p>{t("othersText")}</p>
          <Form action={end}>
            <div className="buttons">
              <SubmitButton variant="default">{t("endOthers")}</SubmitButton>
            </div>
          </Form>
        </Card>
      ) : null}
      <Card title={t("everywhere")}>
        <p>{t("everywhereText")}</p>
        <form method="post" action="/api/auth/signout">
          <input type="hidden" name="everywhere" value="1" />
          <div className="buttons">
            <Button type="submit" variant="danger">
              {t("endAll")}
            </Button>
          </div>
        </form>
      </Card>
    </>
  );
}

function Row({ session, end }: { session: Session; end: FormAction }) {
  const t = useTranslations("account.sessions");
  const zone = useTimeZone() ?? "UTC";
  const format = formats(useLocale());
  const { id, browser, system, ipAddress, provider, here } = session;
  const names = {
    browser: browser ?? t("unknownBrowser"),
    system: system ?? t("unknownSystem"),
  };
  return (
    <tr>
      <th scope="row">
        {t("on", names)}
        {here ? <small>{t("here")}</small> : null}
      </th>
      <td data-label={t("address")}>{ipAddress ?? t("unknown")}</td>
      <td data-label={t("seen")}>{here ? t("now") : format.shortInstant(session.seenAt, zone)}</td>
      <td data-label={t("opened")}>
        {format.shortInstant(session.openedAt, zone)}
        {provider === null ? null : <small>{t("with", { provider })}</small>}
      </td>
      <td>
        {here ? (
          <form method="post" action="/api/auth/signout">
            <Button type="submit" variant="subtle">
              {t("signOut")}
            </Button>
          </form>
        ) : (
          <RowAct action={end} values={{ id }}>
            <span aria-hidden="true">{t("end")}</span>
            {hidden(t("endOf", { ...names, when: format.shortInstant(session.openedAt, zone) }))}
          </RowAct>
        )}
      </td>
    </tr>
  );
}
