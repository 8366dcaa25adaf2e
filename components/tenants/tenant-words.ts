import { useLocale, useTranslations } from "next-intl";
import { formats } from "@/messages/format/formats";

const reasons = ["public_sector", "partners_own", "wrong_cloud", "other", "not_listed"] as const;

/** What the fields of a tenant are called, and what their values say. */
export function useTenantWords() {
  const t = useTranslations("programme.tenant");
  const list = useTranslations("programme.tenants");
  const format = formats(useLocale());
  const names: Partial<Record<string, string>> = {
    name: t("name"),
    country: list("country"),
    tpid: list("tpid"),
    reason: t("bar.reason"),
    note: t("bar.note"),
  };
  return {
    format,
    field: (field: string) => names[field] ?? field,
    value: (field: string, value: string) => {
      if (field === "country") return format.country(value);
      const reason = field === "reason" ? reasons.find((one) => one === value) : undefined;
      return reason ? t(`bar.reasons.${reason}`) : value;
    },
  };
}
