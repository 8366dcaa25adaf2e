import { useTranslations } from "next-intl";
import { MessageBar } from "../ui/message-bar";

/** U5: that people wait for an answer about a role, where the reader can give it. */
export function AskedRoles({ asked }: { asked: { name: string }[] }) {
  const t = useTranslations("people");
  if (asked.length === 0) return null;
  return (
    <MessageBar>
      {t("requests.waiting", { count: asked.length, name: asked[0]?.name ?? "" })}{" "}
      <a href="/settings/people#requests">{t("requests.look")}</a>
    </MessageBar>
  );
}
