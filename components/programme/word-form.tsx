import { useMessages, useTranslations } from "next-intl";
import {
  aboutAnything,
  metricUnits,
  qualificationKinds,
  wordFields,
  type Vocabulary,
} from "@/lib/engagements/words/schema";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { LinkButton } from "../ui/button";
import { CheckboxGroup, RadioGroup, SelectField } from "../ui/choice-fields";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { SubmitButton } from "../ui/submit-button";
import { TextField } from "../ui/text-field";
import { useWordWords } from "./word-words";

type Props = {
  of: Vocabulary;
  /** Of the word that is changed; absent for a new one. */
  word?: { key: string; revision: number };
  values: FormValues;
  action: FormAction;
  title: string;
  back: string;
};

/** What a word says, to be filled in. */
export function WordForm({ of, word, values, action, title, back }: Props) {
  const t = useTranslations("programme.words");
  const fixed: Record<string, string> = word
    ? { of, key: word.key, revision: String(word.revision) }
    : { of };
  return (
    <Form action={action} title={title} initial={{ values, errors: [] }}>
      <Hidden values={fixed} />
      {word ? null : (
        <TextField name="key" label={t("key")} hint={t("keyHint")} required maxLength={80} />
      )}
      {wordFields[of].map((name) => (
        <Field key={name} name={name} />
      ))}
      <div className="buttons">
        <SubmitButton>{t(word ? "save" : "addOne")}</SubmitButton>
        <LinkButton variant="subtle" href={back}>
          {t("cancel")}
        </LinkButton>
      </div>
    </Form>
  );
}

/** W12: with what a reason can be wrong. */
function About() {
  const words = useWordWords();
  const kinds = Object.keys(useMessages().named.proof).sort();
  return (
    <CheckboxGroup
      name="about"
      label={words.field("about")}
      options={[...aboutAnything, ...kinds].map((value) => ({ value, label: words.about(value) }))}
      required
    />
  );
}

function Field({ name }: { name: string }) {
  const t = useTranslations("programme.words");
  const label = useWordWords().field(name);
  switch (name) {
    case "unit":
      return (
        <SelectField
          name={name}
          label={label}
          options={metricUnits.map((value) => ({ value, label: t(`units.${value}`) }))}
          required
        />
      );
    case "kind":
      return (
        <SelectField
          name={name}
          label={label}
          options={qualificationKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          required
        />
      );
    case "whole":
    case "elsewhere":
    case "withCustomers":
      return (
        <RadioGroup
          name={name}
          label={label}
          hint={t(`hints.${name}`)}
          options={(["yes", "no"] as const).map((value) => ({ value, label: t(value) }))}
          required
        />
      );
    case "currency":
      return (
        <TextField
          name={name}
          label={label}
          hint={t("hints.currency")}
          required="sometimes"
          maxLength={3}
        />
      );
    case "about":
      return <About />;
    case "countries":
      return <TextField name={name} label={label} hint={t("hints.countries")} maxLength={2_000} />;
    case "labelEn":
    case "labelNl":
      return <TextField name={name} label={label} required maxLength={200} />;
    default:
      return <TextField name={name} label={label} inputMode="numeric" required maxLength={3} />;
  }
}
