import { useTranslations } from "next-intl";
import type { PersonView } from "@/lib/views/people";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { TabTitle } from "../customers/wizard-frame";
import { EmailText } from "../ui/email-text";
import { Card } from "../ui/card";
import { SelectField } from "../ui/choice-fields";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { MessageBar } from "../ui/message-bar";
import { PageHeader } from "../ui/page-header";
import { SubmitButton } from "../ui/submit-button";
import { SummaryList } from "../ui/summary-list";
import { TextField } from "../ui/text-field";
import { SignOut } from "./sign-out";
import { useRoleWords } from "./role-words";
import { useUp } from "./up";

export type PersonActions = {
  roles: FormAction;
  disable: FormAction;
  enable: FormAction;
  signOut: FormAction;
  link: FormAction;
};
type Props = { view: PersonView; actions: PersonActions; kept: FormValues | null };

/** U4, U8: one person's roles by place, and whether they work here. */
export function PersonPage({ view, actions, kept }: Props) {
  const t = useTranslations("people");
  return (
    <>
      {view.mine ? <TabTitle title={view.name} /> : null}
      <PageHeader title={view.name} crumbs={useUp(view, view.company)(view.id)} />
      <SummaryList
        rows={[
          { label: t("person.email"), value: <EmailText>{view.email}</EmailText> },
          { label: t("person.state"), value: t(`states.${view.state}`) },
        ]}
      />
      <Card title={t("person.roles")}>
        {view.elsewhere > 0 ? <p>{t("person.elsewhere", { count: view.elsewhere })}</p> : null}
        {view.mine ? <MessageBar>{t("person.own")}</MessageBar> : null}
        {view.mine ? (
          <HeldRoles view={view} />
        ) : (
          <Roles view={view} action={actions.roles} kept={kept} />
        )}
      </Card>
      {view.mine || view.state !== "active" ? null : (
        <SignOut view={view} action={actions.signOut} elsewhere={view.at === ""} />
      )}
      {view.mine || !view.lacksProvider ? null : <Link view={view} action={actions.link} />}
      {view.mine ? null : <Standing view={view} actions={actions} />}
    </>
  );
}

/** U12: an invitation to link the provider of the company. */
function Link({ view, action }: { view: PersonView; action: FormAction }) {
  const t = useTranslations("people.person");
  return (
    <Card title={t("link")}>
      <p>{t("linkText", { name: view.name })}</p>
      <Form action={action}>
        <Hidden values={{ at: view.at, id: view.id }} />
        <div className="buttons">
          <SubmitButton variant="default">{t("linkButton")}</SubmitButton>
        </div>
      </Form>
    </Card>
  );
}

function HeldRoles({ view }: { view: PersonView }) {
  const words = useRoleWords();
  const nameOf = (id: string | null) => view.places.find((place) => place.id === id)?.name ?? null;
  return (
    <ul>
      {view.held.map((one) => (
        <li key={`${one.role} ${one.locationId}`}>
          {words({ role: one.role, location: nameOf(one.locationId), lastDay: one.lastDay })}
        </li>
      ))}
    </ul>
  );
}

function Roles({ view, action, kept }: Omit<Props, "actions"> & { action: FormAction }) {
  const t = useTranslations("people");
  const places = [
    ...(view.everywhere ? [{ id: "company", name: t("person.wholeCompany") }] : []),
    ...view.places,
  ];
  const held = (place: string) =>
    view.held.find(({ locationId }) => (locationId ?? "company") === place);
  const values = Object.fromEntries(
    places.flatMap(({ id }) => [
      [`role-${id}`, held(id)?.role ?? ""],
      [`last-${id}`, held(id)?.lastDay ?? ""],
    ]),
  );
  const options = (["incentives_user", "incentives_admin"] as const).map((value) => ({
    value,
    label: t(`roles.${value}`),
  }));
  return (
    <Form action={action} title={view.name} initial={{ values: kept ?? values, errors: [] }}>
      <Hidden values={{ at: view.at, id: view.id, seen: view.seen }} />
      <p className="hint">{t("person.lastDayHint")}</p>
      {places.map(({ id, name }) => (
        <div key={id} className="fields-in-line">
          <SelectField
            name={`role-${id}`}
            label={t("person.role", { place: name })}
            options={options}
          />
          <TextField name={`last-${id}`} type="date" label={t("person.lastDay", { place: name })} />
        </div>
      ))}
      <div className="buttons">
        <SubmitButton>{t("person.save")}</SubmitButton>
      </div>
    </Form>
  );
}

function Standing({ view, actions }: { view: PersonView; actions: PersonActions }) {
  const t = useTranslations("people");
  const names = { name: view.name, company: view.company };
  if (view.state === "disabled")
    return (
      <Card title={t("person.enable")}>
        <p>{t("person.enableText", names)}</p>
        <Form action={actions.enable}>
          <Hidden values={{ at: view.at, id: view.id }} />
          <div className="buttons">
            <SubmitButton variant="default">{t("person.enable")}</SubmitButton>
          </div>
        </Form>
      </Card>
    );
  return (
    <Card title={t("person.disable")}>
      <p>{t("person.disableText", names)}</p>
      <Form action={actions.disable}>
        <Hidden values={{ at: view.at, id: view.id }} />
        <SelectField
          name="heir"
          label={t("person.heir")}
          hint={t("person.heirHint")}
          required="sometimes"
          options={view.heirs.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <div className="buttons">
          <SubmitButton variant="danger">{t("person.disable")}</SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
