import { useTranslations } from "next-intl";
import type { MailboxState } from "@/lib/views/mailbox";
import { mailTone } from "../ui/mail-tone";
import { Status } from "../ui/status";

/** Where an e-mail is, in words and shape. */
export function MailState({ state }: { state: MailboxState }) {
  const t = useTranslations("mailbox.states");
  return <Status tone={mailTone[state]}>{t(state)}</Status>;
}
