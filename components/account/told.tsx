import { useTranslations } from "next-intl";
import { MessageBar, Told as Done } from "../ui/message-bar";

type Props = {
  done: "linked" | "unlinked" | "factor_added" | "factor_removed" | null;
  error: string | null;
};

/** What was done on the way here, or why not. */
export function Told({ done, error }: Props) {
  const t = useTranslations("account.security");
  return (
    <>
      {done ? <Done>{t(done)}</Done> : null}
      {error ? <MessageBar tone="danger">{error}</MessageBar> : null}
    </>
  );
}
