import { useLocale, useTranslations } from "next-intl";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import type { CustomerView } from "@/lib/views/customer";
import { formats } from "@/messages/format/formats";
import { LinkButton } from "../ui/button";
import { Card } from "../ui/card";
import { SelectField } from "../ui/choice-fields";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { Told } from "../ui/message-bar";
import { hidden, RowAct } from "../ui/row-act";
import { SubmitButton } from "../ui/submit-button";
import { TextField } from "../ui/text-field";
import { customerPath } from "./customer-path";

type Acts = Record<
  "setFollowUp" | "finishFollowUp" | "moveFollowUp" | "reopenFollowUp",
  FormAction
>;
type Props = {
  view: CustomerView;
  acts: Acts;
  /** What was typed before a session was lost. */
  kept: FormValues | null;
};
type Line = CustomerView["followUps"]["open"][number];

/** K6: what is to be done about a customer, and on which day. */
export function CustomerFollowUps({ view, acts, kept }: Props) {
  const t = useTranslations("customer.followUps");
  const { open, places } = view.followUps;
  return (
    <Card title={t("title")} anchor="follow-ups">
      <JustDone view={view} action={acts.reopenFollowUp} />
      {open.length === 0 ? <p>{t("none")}</p> : null}
      <ul className="plain">
        {open.map((one) => (
          <li key={one.id}>
            <FollowUp one={one} view={view} acts={acts} kept={kept} />
          </li>
        ))}
      </ul>
      {places.length === 0 ? null : view.query.act === "plan" ? (
        <NewFollowUp view={view} action={acts.setFollowUp} kept={kept} />
      ) : (
        <LinkButton href={`${customerPath(view.customer.id)}?act=plan#follow-ups`}>
          {t("new")}
        </LinkButton>
      )}
    </Card>
  );
}

/** K12: what was just done, and the way back. */
function JustDone({ view, action }: Pick<Props, "view"> & { action: FormAction }) {
  const t = useTranslations("customer.followUps");
  const { done } = view.followUps;
  if (!done) return null;
  const values = { customer: view.customer.id, followUp: done.id, revision: String(done.revision) };
  return (
    <Told
      actions={
        <RowAct action={action} values={values}>
          {t("undo")}
          {hidden(`: ${done.line}`)}
        </RowAct>
      }
    >
      {t.rich("isDone", { line: done.line, bdi: (text) => <bdi>{text}</bdi> })}
    </Told>
  );
}

function FollowUp({ one, view, acts, kept }: Props & { one: Line }) {
  const t = useTranslations("customer.followUps");
  const format = formats(useLocale());
  const shown = { customer: view.customer.id, followUp: one.id, revision: String(one.revision) };
  const who = one.owner ?? t("nobody");
  return (
    <>
      <bdi>{one.line}</bdi>
      <br />
      <small>
        {t("when", { day: format.shortDay(one.day), name: who, location: one.location })}
      </small>
      {view.query.move === one.id ? (
        <Form
          action={acts.moveFollowUp}
          initial={{
            values: { day: one.day, ...(kept?.followUp === one.id && kept) },
            errors: [],
          }}
        >
          <Hidden values={shown} />
          <TextField name="day" type="date" label={t("newDay")} required />
          <div className="buttons">
            <SubmitButton variant="default">{t("move")}</SubmitButton>
          </div>
        </Form>
      ) : (
        <div className="buttons">
          <RowAct action={acts.finishFollowUp} values={shown}>
            {t("done")}
            {hidden(`: ${one.line}`)}
          </RowAct>
          <a
            className="button subtle"
            href={`${customerPath(view.customer.id)}?move=${one.id}#follow-ups`}
          >
            {t("move")}
            {hidden(`: ${one.line}`)}
          </a>
        </div>
      )}
    </>
  );
}

function NewFollowUp({ view, action, kept }: Omit<Props, "acts"> & { action: FormAction }) {
  const t = useTranslations("customer.followUps");
  const { places, colleagues, me } = view.followUps;
  const [only] = places;
  const place =
    view.owned.rounds.find(({ locationId }) => places.some(({ id }) => id === locationId))
      ?.locationId ??
    only?.id ??
    "";
  const values = { place, assignee: me, ...kept };
  return (
    <Form action={action} initial={{ values, errors: [] }}>
      <Hidden values={{ customer: view.customer.id }} />
      <TextField name="line" label={t("line")} maxLength={200} required />
      <TextField name="day" type="date" label={t("day")} required />
      {places.length > 1 ? (
        <SelectField
          name="place"
          label={t("place")}
          required
          options={places.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : (
        <Hidden values={{ place }} />
      )}
      <SelectField
        name="assignee"
        label={t("assignee")}
        required
        options={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <div className="buttons">
        <SubmitButton variant="default">{t("set")}</SubmitButton>
      </div>
    </Form>
  );
}
