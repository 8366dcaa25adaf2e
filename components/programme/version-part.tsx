import { Fragment } from "react";
import { useLocale, useTranslations } from "next-intl";
import { versionParts, type VersionFields } from "@/lib/engagements/editing/schema";
import type { PartView } from "@/lib/views/programme/edit-engagement";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { useProgrammeWords } from "../engagements/programme-words";
import { Details } from "../ui/details";
import { Card } from "../ui/card";
import { RadioGroup } from "../ui/choice-fields";
import { Form } from "../ui/form";
import { FormAnswer } from "../ui/form-answer";
import { Hidden } from "../ui/hidden";
import { SubmitButton } from "../ui/submit-button";
import { Table } from "../ui/table";
import { TextArea, TextField } from "../ui/text-field";
import { CatalogueFrame } from "./catalogue-frame";
import { catalogue } from "./catalogue-paths";
import { Buttons } from "./engagement-forms";
import { locales } from "@/messages/languages";
import { languageWords } from "@/messages/format/names";

type Props = { view: PartView; action: FormAction; kept: FormValues | null };

/** P9: one part of the next version of an engagement is edited. */
export function VersionPartForm({ view, action, kept }: Props) {
  const t = useTranslations("programme.catalogue");
  const title = t("partOf", { part: t(`parts.${view.part}`), name: view.name });
  const names: readonly (keyof VersionFields)[] = versionParts[view.part];
  const counted = view.counts !== null;
  const stands = Object.fromEntries(names.map((name) => [name, told(view.fields[name])]));
  return (
    <CatalogueFrame title={title} of={view} mayEdit={view.mayEdit}>
      <p>{t(`partTexts.${view.part}`)}</p>
      <Form action={action} title={title} initial={{ values: kept ?? stands, errors: [] }}>
        <Hidden values={{ slug: view.slug, part: view.part, revision: String(view.revision) }} />
        {names.map((name) => (
          <Field key={name} name={name} />
        ))}
        {counted ? <FormAnswer /> : null}
        <Buttons href={`${catalogue}/${view.slug}`} also={counted ? <Count /> : null}>
          {t("saveDraft")}
        </Buttons>
      </Form>
      <Known view={view} />
      <Effects view={view} />
      <Previews view={view} />
    </CatalogueFrame>
  );
}

/** P11: who meets what was typed, before it is saved. */
function Count() {
  const t = useTranslations("programme.catalogue");
  return (
    <SubmitButton variant="default" name="go" value="count">
      {t("counts.count")}
    </SubmitButton>
  );
}

function told(value: string | number | boolean): string {
  return typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
}

function Field({ name }: { name: keyof VersionFields }) {
  const t = useTranslations("programme.catalogue");
  const label = t(`fields.${name}`);
  switch (name) {
    case "name":
      return <TextField name={name} label={label} required maxLength={200} />;
    case "summaryEn":
    case "summaryNl":
      return <TextArea name={name} label={label} required rows={4} maxLength={5_000} />;
    case "consentDays":
    case "deliveryDays":
    case "reviewDays":
    case "disputeDays":
      return <TextField name={name} label={label} inputMode="numeric" required maxLength={3} />;
    case "clockStandsStill":
    case "demonstrationThresholds":
      return (
        <RadioGroup
          name={name}
          label={label}
          options={(["yes", "no"] as const).map((value) => ({ value, label: t(value) }))}
          required
        />
      );
    case "partnerCountries":
    case "customerCountries":
      return <TextField name={name} label={label} hint={t("hints.countries")} maxLength={2_000} />;
    default:
      return (
        <TextArea
          name={name}
          label={label}
          hint={t(`hints.${name}`)}
          rows={6}
          maxLength={100_000}
        />
      );
  }
}

/** What the lines of a part can name. */
function Known({ view: { part, known } }: { view: PartView }) {
  const t = useTranslations("programme.catalogue");
  const words = useProgrammeWords();
  if (part !== "partners" && part !== "customers" && part !== "proof") return null;
  const [keys, word] = {
    partners: [known.qualifications, words.qualification] as const,
    customers: [known.metrics, words.metric] as const,
    proof: [known.proof, words.proof] as const,
  }[part];
  return (
    <Details summary={t(`known.${part}`)}>
      <ul>
        {keys.map((key) => (
          <li key={key}>
            <code>{key}</code>: {word(key)}
          </li>
        ))}
        {(part === "proof" ? known.templates : []).map((url) => (
          <li key={url}>
            <a href={url}>
              <code>{url}</code>
            </a>
          </li>
        ))}
      </ul>
    </Details>
  );
}

/** P15: the surveys as people will see them. */
function Previews({ view: { part, slug, number } }: { view: PartView }) {
  const t = useTranslations("programme.catalogue.preview");
  const locale = useLocale();
  if (part !== "surveys") return null;
  return (
    <Card title={t("title")}>
      <p>{t("text")}</p>
      <ul>
        {(["partner", "customer"] as const).map((kind) => (
          <li key={kind}>
            {t("line", { survey: t(kind), number })}:{" "}
            {locales.map((language, n) => (
              <Fragment key={language}>
                {n > 0 ? " · " : null}
                <a
                  href={`${catalogue}/${slug}/surveys/${kind}/${String(number)}?lang=${language}`}
                  target="_blank"
                  rel="noopener"
                  aria-label={`${t(kind)}: ${languageWords(locale, language)}`}
                >
                  {languageWords(locale, language)}
                </a>
              </Fragment>
            ))}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** P11: who meets what is saved. */
function Effects({ view: { counts, effects } }: { view: PartView }) {
  const t = useTranslations("programme.catalogue");
  const format = formats(useLocale());
  if (counts === null) return null;
  const sum = (of: "known" | "gains" | "loses" | "rounds") =>
    effects.reduce((total, effect) => total + effect[of], 0);
  return (
    <Card title={t("counts.title")}>
      <p>{t(counts.estimate ? "counts.estimate" : "counts.text")}</p>
      <Table
        caption={t("counts.title")}
        columns={[{ label: t("counts.what") }, { label: t("counts.number"), end: true }]}
      >
        {(
          [
            ["met", counts.met],
            ["knownFacts", counts.known],
            ["all", counts.all],
            ["customers", sum("known")],
            ["gains", sum("gains")],
            ["loses", sum("loses")],
            ["rounds", sum("rounds")],
          ] as const
        ).map(([key, count]) => (
          <tr key={key}>
            <th scope="row">{t(`counts.${key}`)}</th>
            <td>{format.count(count)}</td>
          </tr>
        ))}
      </Table>
    </Card>
  );
}
