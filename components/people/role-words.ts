import { useLocale, useTranslations } from "next-intl";
import { formats } from "@/messages/format/formats";
import type { Messages } from "@/messages";

type Role = keyof Messages["people"]["roles"];
type Held = { role: string; location?: string | null; lastDay?: string | null };

/** A role as people read it, with its place and last day; one of the programme's staff has none. */
export function useRoleWords(): (held: Held) => string {
  const t = useTranslations("people");
  const format = formats(useLocale());
  return ({ role, location = null, lastDay = null }) => {
    const name = isRole(role) ? t(`roles.${role}`) : role;
    if (role !== "incentives_admin" && role !== "incentives_user") return name;
    const place = location ?? t("everywhere");
    if (lastDay === null) return t("roleAt", { role: name, place });
    return t("roleUntil", { role: name, place, day: format.day(lastDay) });
  };
}

function isRole(role: string): role is Role {
  return roles.some((one) => one === role);
}

const roles: readonly Role[] = [
  "incentives_admin",
  "incentives_user",
  "administrator",
  "catalogue_editor",
  "partner_manager",
  "data_steward",
  "reviewer",
  "payments",
  "reader",
];
/** The roles of the programme's staff, in this order (P5). */
export const staffRoles = roles.slice(2);
