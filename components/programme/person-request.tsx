import { useLocale, useTimeZone, useTranslations } from "next-intl";
import type { HeldLine, PersonRequestView } from "@/lib/views/programme/privacy";
import type { FormAction } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { TabTitle } from "../customers/wizard-frame";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { Told } from "../ui/message-bar";
import { SubmitButton } from "../ui/submit-button";
import { Table } from "../ui/table";

const base = "/programme/privacy";

type Props = {
  view: PersonRequestView;
  actions: Record<"erase" | "close", FormAction>;
  done: string | undefined;
};

/** One person: what is held, handing it out, and erasing with what goes and what stays (O24). */
export function PersonRequest({ view, actions, done }: Props) {
  const t = useTranslations("privacy.console");
  const { address } = view;
  const title = address === null ? t("one") : t("oneOf", { address });
  return (
    <Card title={title}>
      <TabTitle title={t("one")} />
      {done === "erasing" ? <Told>{t("done.erasing")}</Told> : null}
      <Facts view={view} />
      {address === null ? <p>{t("overText")}</p> : <Held view={view} />}
      {address === null || view.erase !== null ? null : <Acts view={view} actions={actions} />}
    </Card>
  );
}

function Facts({ view }: { view: PersonRequestView }) {
  const t = useTranslations("privacy.console");
  const format = formats(useLocale());
  const zone = useTimeZone() ?? "UTC";
  const when = (at: Date) => format.instant(at, zone);
  const { given, erase, triedAt, state, gone, stays } = view;
  return (
    <>
      {given ? <p>{t("givenAt", { name: given.name, when: when(given.at) })}</p> : null}
      {erase ? (
        <p>
          {t("erasedBy", { name: erase.name, when: when(erase.at) })}{" "}
          {triedAt ? t("tried", { when: when(triedAt) }) : null}
        </p>
      ) : null}
      {erase || state === "closed" ? (
        <p>{t(`states.${state}`, { count: state === "waiting" ? stays : gone })}</p>
      ) : null}
    </>
  );
}

function Held({ view }: { view: PersonRequestView }) {
  const t = useTranslations("privacy.console");
  const kinds = useTranslations("privacy.kinds");
  const columns = [
    { label: t("where") },
    { label: t("goes"), end: true },
    { label: t("stays"), end: true },
    { label: t("whyStays") },
  ];
  const whyOf = useWhy();
  if (view.held.length === 0) return <p>{t("nothing")}</p>;
  return (
    <Table caption={t("rows")} columns={columns} stack>
      {view.held.map((line) => (
        <tr key={`${line.part} ${line.why}`}>
          <th scope="row">{kinds(`${line.part}.title`)}</th>
          <td data-label={t("goes")}>{line.why === null ? line.count : "–"}</td>
          <td data-label={t("stays")}>{line.why === null ? "–" : line.count}</td>
          <td>{whyOf(line)}</td>
        </tr>
      ))}
    </Table>
  );
}

function useWhy() {
  const t = useTranslations("privacy.console");
  const format = formats(useLocale());
  const zone = useTimeZone() ?? "UTC";
  return ({ why, until }: HeldLine) => {
    if (why === null) return "";
    if (why === "evidence" && until)
      return t("why.evidenceUntil", { day: format.instant(until, zone) });
    return t(`why.${why}`);
  };
}

function Acts({ view, actions }: Pick<Props, "view" | "actions">) {
  const t = useTranslations("privacy.console");
  const { id, goes, stays } = view;
  return (
    <>
      <form method="post" action={`${base}/${id}/file`}>
        <Button type="submit">{t("give")}</Button>
      </form>
      <h3>{t("eraseTitle")}</h3>
      <p>{t("eraseText", { goes, stays })}</p>
      <Form action={actions.erase} initial={{ values: {}, errors: [] }}>
        <Hidden values={{ request: id, goes: String(goes) }} />
        <div className="buttons">
          <SubmitButton variant="danger">{t("erase")}</SubmitButton>
        </div>
      </Form>
      <p>{t("closeText")}</p>
      <Form action={actions.close} initial={{ values: {}, errors: [] }}>
        <Hidden values={{ request: id }} />
        <div className="buttons">
          <SubmitButton variant="subtle">{t("close")}</SubmitButton>
        </div>
      </Form>
    </>
  );
}
