import { useTranslations } from "next-intl";
import { decimalChoices, encodingChoices, separatorChoices } from "@/lib/imports/schema";
import type { ImportView } from "@/lib/views/programme/imports";
import type { FormAction } from "@/lib/web/form-state";
import { Card } from "../ui/card";
import { CheckboxGroup, SelectField } from "../ui/choice-fields";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { SubmitButton } from "../ui/submit-button";
import { labelOf } from "./label-of";

const separators = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" } as const;

/** P20: how the file was read, and which of its columns is which; both can be corrected. */
export function ImportMatch({ view, action }: { view: ImportView; action: FormAction }) {
  const t = useTranslations("imports");
  const { recognised, options, columns, kind, workbook } = view;
  if (recognised === null) return null;
  const places = recognised.columns.map((name, at) => ({
    value: String(at),
    label: name || t("columnNumber", { number: at + 1 }),
  }));
  const values = Object.fromEntries(
    columns.map(({ key, at }) => [`column-${key}`, at === null ? "" : String(at)]),
  );
  const initial = {
    values: {
      ...values,
      encoding: options.encoding ?? "",
      separator: options.separator ?? "",
      decimals: options.decimals ?? "",
      wholeList: options.wholeList ? "yes" : "",
    },
    errors: [],
  };
  const encoding = t(`encodings.${recognised.encoding}`);
  const separator = t(`separators.${separators[recognised.separator]}`);
  return (
    <Card title={t("readAs")}>
      <Form action={action} initial={initial}>
        <Hidden values={{ id: view.id, pass: String(view.pass) }} />
        {workbook ? null : (
          <>
            <SelectField
              name="encoding"
              label={t("encoding")}
              hint={t("recognisedAs", { what: encoding })}
              options={encodingChoices.map((value) => ({ value, label: t(`encodings.${value}`) }))}
            />
            <SelectField
              name="separator"
              label={t("separator")}
              hint={t("recognisedAs", { what: separator })}
              options={separatorChoices.map((value) => ({
                value,
                label: t(`separators.${value}`),
              }))}
            />
          </>
        )}
        {kind === "tenants" ? (
          <SelectField
            name="decimals"
            label={t("decimals")}
            options={decimalChoices.map((value) => ({ value, label: t(`decimalForms.${value}`) }))}
          />
        ) : null}
        <h3>{t("match")}</h3>
        {columns.map(({ key }) => (
          <SelectField
            key={key}
            name={`column-${key}`}
            label={labelOf(t, kind, key)}
            options={places}
          />
        ))}
        {view.wholeList ? (
          <CheckboxGroup
            name="wholeList"
            label={t("gone.choice")}
            hint={t(`gone.hint.${kind}`)}
            options={[{ value: "yes", label: t("gone.yes") }]}
          />
        ) : null}
        <div className="buttons">
          <SubmitButton variant="default">{t("lookAgain")}</SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
