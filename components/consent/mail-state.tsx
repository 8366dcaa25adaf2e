import { useTranslations } from "next-intl";
import type { AskView } from "@/lib/views/ask-screens";
import { mailTone } from "../ui/mail-tone";
import { Status } from "../ui/status";

type State = Extract<AskView["screen"], { kind: "asked" }>["mails"][number]["state"];

/** How an e-mail to the customer stands, by shape and words. */
export function MailState({ state }: { state: State }) {
  const t = useTranslations("wizards.asked.states");
  return <Status tone={mailTone[state]}>{t(state)}</Status>;
}
