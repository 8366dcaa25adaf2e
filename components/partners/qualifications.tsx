import { useLocale, useTranslations } from "next-intl";
import { seenSpells } from "@/lib/partners/qualifications/schema";
import type { LocationView } from "@/lib/views/programme/partner";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { Card } from "../ui/card";
import { SelectField } from "../ui/choice-fields";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { hidden, RowAct } from "../ui/row-act";
import { Status } from "../ui/status";
import { SubmitButton } from "../ui/submit-button";
import { Table } from "../ui/table";
import { TextField } from "../ui/text-field";
import { usePartnerWords } from "./partner-words";

type Props = {
  view: LocationView;
  actions: { save: FormAction; remove: FormAction };
  kept: FormValues | null;
};

/** What a location is qualified for, from when until when (P26). */
export function Qualifications({ view, actions, kept }: Props) {
  const t = useTranslations("programme.partners");
  const programme = useTranslations("programme");
  const words = usePartnerWords();
  const { partner, location } = view;
  const title = `${location.name} · ${programme("title")}`;
  return (
    <Card title={t("qualifications")}>
      <p>{t("qualificationsText")}</p>
      <Rows view={view} remove={actions.remove} />
      {partner.edits === "yes" ? (
        <Form action={actions.save} title={title} initial={{ values: kept ?? {}, errors: [] }}>
          <Hidden
            values={{
              partner: partner.id,
              location: location.id,
              seen: seenSpells(view.qualifications),
            }}
          />
          <SelectField
            name="qualification"
            label={t("fields.qualification")}
            required
            options={view.choices.map((key) => ({ value: key, label: words.qualification(key) }))}
          />
          <TextField type="date" name="validFrom" label={t("fields.validFrom")} required />
          <TextField
            type="date"
            name="validUntil"
            label={t("fields.validUntil")}
            hint={t("untilHint")}
          />
          <div className="buttons">
            <SubmitButton>{t("saveQualification")}</SubmitButton>
          </div>
        </Form>
      ) : null}
    </Card>
  );
}

function Rows({ view, remove }: { view: LocationView; remove: FormAction }) {
  const t = useTranslations("programme.partners");
  const format = formats(useLocale());
  const words = usePartnerWords();
  const { partner, location, qualifications } = view;
  if (qualifications.length === 0) return <p>{t("noQualifications")}</p>;
  const edits = partner.edits === "yes";
  const columns = [
    ...(["qualification", "validFrom", "validUntil"] as const).map((key) => ({
      label: t(`fields.${key}`),
      nowrap: key !== "qualification",
    })),
    { label: t("state") },
    ...(edits ? [{ label: t("act") }] : []),
  ];
  return (
    <Table caption={t("qualifications")} columns={columns} stack>
      {qualifications.map(({ qualification, validFrom, validUntil, state }) => (
        <tr key={`${qualification} ${validFrom}`}>
          <th scope="row">{words.qualification(qualification)}</th>
          <td data-label={t("fields.validFrom")}>{format.shortDay(validFrom)}</td>
          <td data-label={t("fields.validUntil")}>
            {validUntil === null ? t("noEnd") : format.shortDay(validUntil)}
          </td>
          <td>
            <Status tone={state === "countsNow" ? "success" : "warning"}>{t(state)}</Status>
          </td>
          {edits ? (
            <td>
              <RowAct
                action={remove}
                values={{
                  partner: partner.id,
                  location: location.id,
                  qualification,
                  validFrom,
                  seen: validUntil ?? "",
                }}
              >
                {t.rich("removeQualification", {
                  name: words.qualification(qualification),
                  hidden,
                })}
              </RowAct>
            </td>
          ) : null}
        </tr>
      ))}
    </Table>
  );
}
