import { useTranslations } from "next-intl";
import type { LocationLine } from "@/lib/views/locations";
import { Status, type Tone } from "../ui/status";

const enrolmentTones: Record<LocationLine["enrolment"], Tone> = {
  invited: "info",
  action_required: "warning",
  validating: "pending",
  enrolled: "success",
  inactive: "neutral",
  discontinued: "neutral",
};

const payeeTones: Record<LocationLine["payeeProfile"], Tone> = {
  missing: "danger",
  validating: "pending",
  valid: "success",
  rejected: "danger",
};

/** Where the enrolment of a location stands. */
export function EnrolmentState({ state }: { state: LocationLine["enrolment"] }) {
  const t = useTranslations("engagements.enrolment");
  return <Status tone={enrolmentTones[state]}>{t(state)}</Status>;
}

/** Where its payee profile stands. */
export function PayeeState({ state }: { state: LocationLine["payeeProfile"] }) {
  const t = useTranslations("engagements.payee");
  return <Status tone={payeeTones[state]}>{t(state)}</Status>;
}
