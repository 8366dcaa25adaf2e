import { useLocale, useTranslations } from "next-intl";
import type { RatesView } from "@/lib/views/programme/edit-engagement";
import { seenAmount } from "@/lib/engagements/rates/schema";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { useProgrammeWords } from "../engagements/programme-words";
import { Card } from "../ui/card";
import { SelectField } from "../ui/choice-fields";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { Told } from "../ui/message-bar";
import { RowAct } from "../ui/row-act";
import { SubmitButton } from "../ui/submit-button";
import { Table } from "../ui/table";
import { TextField } from "../ui/text-field";
import { CatalogueFrame } from "./catalogue-frame";
import { catalogue } from "./catalogue-paths";
import { Buttons } from "./engagement-forms";

const done = ["added", "proposed", "agreed", "removed", "to_remove", "kept"] as const;

type Props = {
  view: RatesView;
  actions: Record<"add" | "agree" | "keep" | "remove", FormAction>;
  kept: FormValues | null;
  said: string | undefined;
};

/** P13: what an engagement pays by market band, from which day on. */
export function EngagementRates({ view, actions, kept, said }: Props) {
  const t = useTranslations("programme.catalogue.rates");
  const words = useProgrammeWords();
  const title = t("of", { name: view.name });
  const told = done.find((one) => one === said);
  return (
    <CatalogueFrame title={title} of={view} mayEdit={view.mayEdit}>
      {told ? <Told>{t(`done.${told}`)}</Told> : null}
      <p>{t("intro", { currency: view.currency })}</p>
      {view.rates.length === 0 ? <p>{t("none")}</p> : <Lines view={view} actions={actions} />}
      <Card title={t("addTitle")}>
        <Form action={actions.add} title={title} initial={{ values: kept ?? {}, errors: [] }}>
          <Hidden values={{ slug: view.slug }} />
          <SelectField
            name="band"
            label={t("band")}
            options={view.bands.map((value) => ({ value, label: words.band(value) }))}
            required
          />
          <TextField name="validFrom" label={t("validFrom")} required />
          <TextField
            name="amount"
            label={t("amount")}
            hint={t("amountHint", { currency: view.currency })}
            inputMode="numeric"
            required="sometimes"
          />
          <Buttons href={`${catalogue}/${view.slug}`}>{t("add")}</Buttons>
        </Form>
      </Card>
    </CatalogueFrame>
  );
}

function Lines({ view, actions }: Pick<Props, "view" | "actions">) {
  const t = useTranslations("programme.catalogue.rates");
  const summary = useTranslations("engagements.summary");
  const words = useProgrammeWords();
  const format = formats(useLocale());
  return (
    <Table
      caption={t("title")}
      stack
      columns={[
        { label: t("band") },
        { label: t("validFrom") },
        { label: t("amount"), end: true },
        { label: t("state") },
      ]}
    >
      {view.rates.map(({ band, validFrom, amount, waitsFor, removalBy, fixed }) => {
        const which = { slug: view.slug, band, validFrom, seen: seenAmount(amount?.minor ?? null) };
        return (
          <tr key={`${band} ${validFrom}`}>
            <th scope="row">{words.band(band)}</th>
            <td data-label={t("validFrom")}>{format.shortDay(validFrom)}</td>
            <td data-label={t("amount")}>
              {amount === null ? summary("notOffered") : format.money(amount)}
            </td>
            <td>
              {waitsFor
                ? t("waits", { name: waitsFor.name ?? "" })
                : removalBy
                  ? t("toRemove", { name: removalBy.name ?? "" })
                  : t(fixed ? "fixed" : "counts")}
              {waitsFor && waitsFor.id !== view.me ? (
                <Form action={actions.agree} initial={{ values: {}, errors: [] }}>
                  <Hidden values={which} />
                  <SubmitButton>{t("agree")}</SubmitButton>
                </Form>
              ) : null}
              {removalBy ? (
                <RowAct action={actions.keep} values={which}>
                  {t("keep")}
                </RowAct>
              ) : null}
              {fixed || removalBy?.id === view.me ? null : (
                <RowAct action={actions.remove} values={which}>
                  {t("remove")}
                </RowAct>
              )}
            </td>
          </tr>
        );
      })}
    </Table>
  );
}
