import { useTranslations } from "next-intl";
import type { MailboxState } from "@/lib/views/mailbox";
import { Status, type Tone } from "../ui/status";

const tones: Record<MailboxState, Tone> = {
  queued: "pending",
  sending: "pending",
  sent: "info",
  delivered: "success",
  delayed: "warning",
  returned: "warning",
  bounced: "danger",
  complained: "warning",
  failed: "danger",
};

/** Where an e-mail is, in words and shape. */
export function MailState({ state }: { state: MailboxState }) {
  const t = useTranslations("mailbox.states");
  return <Status tone={tones[state]}>{t(state)}</Status>;
}
