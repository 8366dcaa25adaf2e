import { useTranslations } from "next-intl";
import type { AskView } from "@/lib/views/ask-screens";
import { Status, type Tone } from "../ui/status";

type State = Extract<AskView["screen"], { kind: "asked" }>["mails"][number]["state"];

const tones: Record<State, Tone> = {
  queued: "pending",
  sending: "pending",
  sent: "info",
  delivered: "success",
  delayed: "warning",
  returned: "warning",
  bounced: "danger",
  complained: "danger",
  failed: "danger",
};

/** How an e-mail to the customer stands, by shape and words. */
export function MailState({ state }: { state: State }) {
  const t = useTranslations("wizards.asked.states");
  return <Status tone={tones[state]}>{t(state)}</Status>;
}
