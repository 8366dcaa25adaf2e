import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Filing, ListingView, NewEngagementView } from "@/lib/views/programme/edit-engagement";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { useProgrammeWords } from "../engagements/programme-words";
import { LinkButton } from "../ui/button";
import { SelectField } from "../ui/choice-fields";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { SubmitButton } from "../ui/submit-button";
import { TextField } from "../ui/text-field";
import { CatalogueFrame } from "./catalogue-frame";
import { catalogue } from "./catalogue-paths";

type NewProps = {
  view: NewEngagementView;
  copy: string;
  action: FormAction;
  kept: FormValues | null;
};

/** P7: an engagement is made, with the days of its type or as a copy. */
export function NewEngagement({ view, copy, action, kept }: NewProps) {
  const t = useTranslations("programme.catalogue");
  const title = t("new");
  return (
    <CatalogueFrame title={title} of={null} mayEdit={view.mayEdit}>
      <Form
        action={action}
        title={title}
        initial={{ values: kept ?? { copyOf: copy }, errors: [] }}
      >
        <TextField name="name" label={t("fields.name")} required maxLength={200} />
        <TextField
          name="slug"
          label={t("fields.slug")}
          hint={t("hints.slug")}
          required
          maxLength={80}
        />
        <FilingFields view={view} />
        <SelectField
          name="copyOf"
          label={t("fields.copyOf")}
          hint={t("hints.copyOf")}
          options={view.others.map(({ slug }) => ({ value: slug, label: slug }))}
        />
        <Buttons href={catalogue}>{t("make")}</Buttons>
      </Form>
    </CatalogueFrame>
  );
}

type ListingProps = { view: ListingView; action: FormAction; kept: FormValues | null };

/** P7: from when and until when an engagement is open, and where it stands. */
export function ListingForm({ view, action, kept }: ListingProps) {
  const t = useTranslations("programme.catalogue");
  const title = t("listingOf", { name: view.name });
  const { listing } = view;
  const stands: FormValues = {
    solutionArea: listing.solutionArea,
    engagementType: listing.engagementType,
    partnerRole: listing.partnerRole,
    availableFrom: listing.availableFrom,
    availableUntil: listing.availableUntil ?? "",
    lastDayToAdd: listing.lastDayToAdd ?? "",
    consentsPerCustomer: String(listing.consentsPerCustomer),
  };
  return (
    <CatalogueFrame title={title} of={view} mayEdit={view.mayEdit}>
      <p>{t("listingText")}</p>
      <Form action={action} title={title} initial={{ values: kept ?? stands, errors: [] }}>
        <Hidden values={{ slug: view.slug, revision: String(listing.revision) }} />
        <TextField
          name="availableFrom"
          label={t("fields.availableFrom")}
          hint={t("hints.day")}
          required
        />
        <TextField
          name="lastDayToAdd"
          label={t("fields.lastDayToAdd")}
          hint={t("hints.lastDayToAdd")}
        />
        <TextField
          name="availableUntil"
          label={t("fields.availableUntil")}
          hint={t("hints.availableUntil")}
        />
        <TextField
          name="consentsPerCustomer"
          label={t("fields.consentsPerCustomer")}
          hint={t("hints.consentsPerCustomer")}
          inputMode="numeric"
          required
        />
        <FilingFields view={view} />
        <Buttons href={`${catalogue}/${view.slug}`}>{t("save")}</Buttons>
      </Form>
    </CatalogueFrame>
  );
}

function FilingFields({ view }: { view: Filing }) {
  const t = useTranslations("programme.catalogue");
  const words = useProgrammeWords();
  return (
    <>
      <SelectField
        name="solutionArea"
        label={t("fields.solutionArea")}
        options={view.areas.map((value) => ({ value, label: words.area(value) }))}
        required
      />
      <SelectField
        name="engagementType"
        label={t("fields.engagementType")}
        options={view.types.map((value) => ({ value, label: words.type(value) }))}
        required
      />
      <SelectField
        name="partnerRole"
        label={t("fields.partnerRole")}
        options={view.roles.map((value) => ({ value, label: words.role(value) }))}
        required
      />
    </>
  );
}

/** What sends a form of the catalogue, and the way back. */
export function Buttons({
  href,
  also,
  children,
}: {
  href: string;
  also?: ReactNode;
  children: string;
}) {
  const t = useTranslations("programme.catalogue");
  return (
    <div className="buttons">
      <SubmitButton>{children}</SubmitButton>
      {also}
      <LinkButton variant="subtle" href={href}>
        {t("cancel")}
      </LinkButton>
    </div>
  );
}
