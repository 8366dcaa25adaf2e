import { useLocale, useTranslations } from "next-intl";
import type { PublishView } from "@/lib/views/programme/edit-engagement";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { Card } from "../ui/card";
import { Final } from "../ui/final";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { MessageBar } from "../ui/message-bar";
import { SubmitButton } from "../ui/submit-button";
import { Table } from "../ui/table";
import { TextField } from "../ui/text-field";
import { CatalogueFrame } from "./catalogue-frame";
import { catalogue } from "./catalogue-paths";
import { useCatalogueWords } from "./catalogue-words";
import { Buttons } from "./engagement-forms";

type Props = {
  view: PublishView;
  actions: { publish: FormAction; agree: FormAction; deleteDraft: FormAction };
  kept: FormValues | null;
};

/** P12: what the draft changes and whom, before it is published. */
export function PublishVersion({ view, actions, kept }: Props) {
  const t = useTranslations("programme.catalogue");
  const format = formats(useLocale());
  const title = t("publishOf", { number: view.number, name: view.name });
  const seen = { slug: view.slug, revision: String(view.revision) };
  const { proposed } = view;
  return (
    <CatalogueFrame title={title} of={view} mayEdit={view.mayEdit}>
      <Differences view={view} />
      <Places view={view} />
      <Customers view={view} />
      {proposed ? (
        <MessageBar>
          {t(proposed.own ? "waitsForOther" : "waitsForYou", {
            day: format.shortDay(proposed.day),
            name: proposed.by ?? "",
          })}
        </MessageBar>
      ) : null}
      {proposed && !proposed.own ? (
        <Form action={actions.agree} title={title} initial={{ values: {}, errors: [] }}>
          <Hidden values={seen} />
          <Buttons href={`${catalogue}/${view.slug}`}>{t("agree")}</Buttons>
        </Form>
      ) : (
        <Form
          action={actions.publish}
          title={title}
          initial={{ values: kept ?? { day: proposed?.day ?? view.today }, errors: [] }}
        >
          <Hidden values={seen} />
          <TextField name="day" label={t("fields.day")} hint={t("hints.publishDay")} required />
          <Buttons href={`${catalogue}/${view.slug}`}>{t("publish")}</Buttons>
        </Form>
      )}
      <Card title={t("deleteDraft")}>
        <p>{t(view.before ? "deleteDraftText" : "deleteAllText")}</p>
        <Form action={actions.deleteDraft} initial={{ values: {}, errors: [] }}>
          <Hidden values={seen} />
          <Final />
          <SubmitButton variant="danger">{t("deleteDraft")}</SubmitButton>
        </Form>
      </Card>
    </CatalogueFrame>
  );
}

function Differences({ view }: { view: PublishView }) {
  const t = useTranslations("programme.catalogue");
  const words = useCatalogueWords();
  if (view.differences.length === 0) return <p>{t("noDifference")}</p>;
  return (
    <Card
      title={view.before ? t("differences", { number: view.before.number }) : t("firstVersion")}
    >
      <Table
        caption={t("differencesTable")}
        stack
        columns={[{ label: t("field") }, { label: t("before") }, { label: t("after") }]}
      >
        {view.differences.map(({ field, before, after }) => (
          <tr key={field}>
            <th scope="row">{words.field(field)}</th>
            <td data-label={t("before")}>
              <pre>{before === null ? "–" : words.value(field, before)}</pre>
            </td>
            <td data-label={t("after")}>
              <pre>{words.value(field, after)}</pre>
            </td>
          </tr>
        ))}
      </Table>
    </Card>
  );
}

function Places({ view }: { view: PublishView }) {
  const t = useTranslations("programme.catalogue");
  const format = formats(useLocale());
  return (
    <Card title={t("placeEffects")}>
      {view.places.length === 0 ? (
        <p>{t("noEffect")}</p>
      ) : (
        <Table
          caption={t("placeEffects")}
          stack
          columns={[{ label: t("partner") }, { label: t("gains") }, { label: t("loses") }]}
        >
          {view.places.map(({ partnerName, gains, loses }) => (
            <tr key={partnerName}>
              <th scope="row">{partnerName}</th>
              <td data-label={t("gains")}>{gains.length > 0 ? format.all(gains) : "–"}</td>
              <td data-label={t("loses")}>{loses.length > 0 ? format.all(loses) : "–"}</td>
            </tr>
          ))}
        </Table>
      )}
    </Card>
  );
}

function Customers({ view }: { view: PublishView }) {
  const t = useTranslations("programme.catalogue");
  const format = formats(useLocale());
  return (
    <Card title={t("customerEffects")}>
      {view.customers.length === 0 ? (
        <p>{t("noEffect")}</p>
      ) : (
        <Table
          caption={t("customerEffects")}
          stack
          columns={[
            { label: t("partner") },
            { label: t("gains"), end: true },
            { label: t("loses"), end: true },
            { label: t("openRounds"), end: true },
          ]}
        >
          {view.customers.map(({ partnerId, partnerName, gains, loses, rounds }) => (
            <tr key={partnerId}>
              <th scope="row">{partnerName}</th>
              <td data-label={t("gains")}>{format.count(gains)}</td>
              <td data-label={t("loses")}>{format.count(loses)}</td>
              <td data-label={t("openRounds")}>{format.count(rounds)}</td>
            </tr>
          ))}
        </Table>
      )}
    </Card>
  );
}

/** P8: asks before a version is taken back whose day has not come. */
export function WithdrawVersion({
  view,
  action,
}: {
  view: { slug: string; name: string; mayEdit: boolean; published: number };
  action: FormAction;
}) {
  const t = useTranslations("programme.catalogue");
  const title = t("withdrawOf", { name: view.name });
  return (
    <CatalogueFrame title={title} of={view} mayEdit={view.mayEdit}>
      <p>{t("withdrawText")}</p>
      <Form action={action} title={title} initial={{ values: {}, errors: [] }}>
        <Hidden values={{ slug: view.slug, number: String(view.published) }} />
        <Buttons href={`${catalogue}/${view.slug}`}>{t("withdraw")}</Buttons>
      </Form>
    </CatalogueFrame>
  );
}
