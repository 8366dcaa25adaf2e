import { useTranslations } from "next-intl";
import { FEW } from "@/lib/lists/schema";
import { MessageBar } from "./message-bar";

/** Above the results of a search that has more hits than are sorted. */
export function TooMany({ many }: { many: boolean }) {
  const t = useTranslations("common");
  return many ? <MessageBar>{t("tooMany", { count: FEW })}</MessageBar> : null;
}
