import { useTranslations } from "next-intl";
import { timeZones } from "@/lib/partners/schema";
import type { LocationView, PartnerHead } from "@/lib/views/programme/partner";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { LinkButton } from "../ui/button";
import { SelectField } from "../ui/choice-fields";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { SubmitButton } from "../ui/submit-button";
import { TextField } from "../ui/text-field";
import { CountryField } from "../ui/country-field";
import { PartnerFrame, WhyNot } from "./partner-frame";
import { locationPage, partnerPage } from "./partner-paths";

type Props = {
  partner: PartnerHead;
  location: LocationView["location"] | null;
  action: FormAction;
  kept: FormValues | null;
};

/** P26: a location is made (`location` null) or changed. */
export function LocationForm({ partner, location, action, kept }: Props) {
  const t = useTranslations("programme.partners");
  const title = location ? t("editOf", { name: location.name }) : t("newLocation");
  if (partner.edits !== "yes")
    return (
      <PartnerFrame tab title={title} of={partner}>
        <WhyNot edits={partner.edits} />
      </PartnerFrame>
    );
  return (
    <PartnerFrame title={title} of={partner}>
      <Form
        action={action}
        title={location ? title : `${title} · ${partner.name}`}
        initial={{ values: kept ?? standing(location, partner), errors: [] }}
      >
        <Hidden
          values={{
            partner: partner.id,
            ...(location && { location: location.id, revision: String(location.revision) }),
          }}
        />
        <TextField
          name="mpnId"
          label={t("fields.mpnId")}
          hint={t("hints.mpnId")}
          inputMode="numeric"
          required
          maxLength={10}
        />
        <TextField
          name="name"
          label={t("fields.name")}
          hint={t("hints.name")}
          required
          maxLength={200}
        />
        <TextField name="city" label={t("fields.city")} required maxLength={100} />
        <CountryField label={t("fields.country")} />
        <SelectField
          name="timeZone"
          label={t("fields.timeZone")}
          hint={t("hints.timeZone")}
          options={zonesWith(location?.timeZone).map((zone) => ({
            value: zone,
            label: zone.replaceAll("_", " "),
          }))}
        />
        <div className="buttons">
          <SubmitButton>{location ? t("save") : t("makeLocation")}</SubmitButton>
          <LinkButton
            variant="subtle"
            href={location ? locationPage(partner.id, location.id) : partnerPage(partner.id)}
          >
            {t("cancel")}
          </LinkButton>
        </div>
      </Form>
    </PartnerFrame>
  );
}

function standing(location: Props["location"], partner: PartnerHead): FormValues {
  if (!location) return { country: partner.country };
  const { mpnId, name, city, country, timeZone } = location;
  return { mpnId, name, city, country, timeZone };
}

/** Also the location's own under a name of before. */
function zonesWith(own: string | undefined): string[] {
  const zones = timeZones();
  return own === undefined || zones.includes(own) ? zones : [own, ...zones];
}
