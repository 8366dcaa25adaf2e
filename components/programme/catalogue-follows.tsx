import { useLocale, useTranslations } from "next-intl";
import type { CatalogueView } from "@/lib/views/programme/catalogue";
import { formats } from "@/messages/format/formats";
import { MessageBar } from "../ui/message-bar";

/** How far the lists of customers have followed a change of criteria; nothing once they have. */
export function CatalogueFollows({ follows }: Pick<CatalogueView, "follows">) {
  const t = useTranslations("programme.catalogue");
  const format = formats(useLocale());
  if (follows === null) return null;
  const { done, total } = follows;
  return (
    <MessageBar>
      {t("follows", { done: format.count(done), total: format.count(total) })}
    </MessageBar>
  );
}
