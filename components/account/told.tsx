import { useTranslations } from "next-intl";
import { MessageBar, Told as Done } from "../ui/message-bar";

export type AccountDone =
  | "linked"
  | "unlinked"
  | "factor_added"
  | "factor_removed"
  | "session_ended"
  | "others_ended"
  | "notices_saved"
  | "profile_saved";
type Props = {
  done: AccountDone | null;
  error: string | null;
};

/** What was done on the way here, or why not. */
export function Told({ done, error }: Props) {
  const t = useTranslations("account.done");
  return (
    <>
      {done ? <Done>{t(done)}</Done> : null}
      {error ? <MessageBar tone="danger">{error}</MessageBar> : null}
    </>
  );
}
