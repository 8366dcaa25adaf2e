import { useTranslations } from "next-intl";
import { MessageBar } from "../ui/message-bar";

/**
 * D8: says that another request is open for these workshops, without who, how many or
 * since when. Null: it was not looked.
 */
export function EarlyWarning({ rivals }: { rivals: string[] | null }) {
  const t = useTranslations("wizards.rivals");
  if (rivals === null) return <p className="hint">{t("notLooked")}</p>;
  if (rivals.length === 0) return null;
  return (
    <MessageBar tone="warning" title={t("title")}>
      {t("text", { workshops: rivals.join(", ") })}
    </MessageBar>
  );
}
