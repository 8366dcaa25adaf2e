import { useTranslations } from "next-intl";
import type { LocationView } from "@/lib/views/location";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { TabTitle } from "../customers/wizard-frame";
import { LinkButton } from "../ui/button";
import { WhatItMeans } from "../help/what-it-means";
import { Card } from "../ui/card";
import { Final } from "../ui/final";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { SubmitButton } from "../ui/submit-button";
import { TextArea } from "../ui/text-field";
import { EnrolmentState } from "./location-state";

type Props = {
  view: LocationView;
  actions: { accept: FormAction; give: FormAction };
  kept: FormValues | null;
};

/** P27: where the location stands, what the programme asked for, and the one next step. */
export function LocationToDo({ view, actions, kept }: Props) {
  const t = useTranslations("locations");
  const words = useTranslations("engagements.enrolment");
  const { toDo, enrolment, asked } = view;
  const title = `${view.name} · ${t("title")}`;
  const fills = view.mayChange && (toDo === "accept" || toDo === "answer");
  return (
    <Card title={t("stands")}>
      {fills ? null : <TabTitle title={title} />}
      <p>
        <EnrolmentState state={enrolment} />{" "}
        <WhatItMeans entry={`enrolment-${enrolment}`} of={words(enrolment)} />
      </p>
      <p>{t(toDo === null ? `states.${enrolment}` : `what.${toDo}`)}</p>
      {asked === null ? null : (
        <>
          <p>{t("asked")}</p>
          <blockquote>{asked}</blockquote>
        </>
      )}
      {toDo !== null && !view.mayChange ? <p>{t("adminOnly")}</p> : null}
      {toDo !== null && view.mayChange ? (
        <Step view={view} title={title} actions={actions} kept={kept} />
      ) : null}
    </Card>
  );
}

function Step({ view, title, actions, kept }: Props & { title: string }) {
  const t = useTranslations("locations");
  if (view.toDo === "payee")
    return (
      <div className="buttons">
        <LinkButton variant="primary" href={`/settings/locations/${view.id}/payee`}>
          {t(view.payee === null ? "payee.fillIn" : "payee.correct")}
        </LinkButton>
      </div>
    );
  const answers = view.toDo === "answer";
  return (
    <Form
      action={answers ? actions.give : actions.accept}
      title={title}
      initial={{ values: kept ?? {}, errors: [] }}
    >
      <Hidden values={{ location: view.id }} />
      {answers ? (
        <TextArea name="note" label={t("note")} hint={t("noteHint")} maxLength={2_000} />
      ) : null}
      <Final />
      <div className="buttons">
        <SubmitButton>{t(answers ? "give" : "accept")}</SubmitButton>
      </div>
    </Form>
  );
}
