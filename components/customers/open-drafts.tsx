import { useTranslations } from "next-intl";
import type { OpenDraft } from "@/lib/views/open-drafts";
import { MessageBar } from "../ui/message-bar";

/** D4: wizards that the reader began and left, each leading back to its open screen. */
export function OpenDrafts({ drafts }: { drafts: OpenDraft[] }) {
  const t = useTranslations("attention.drafts");
  if (drafts.length === 0) return null;
  return (
    <MessageBar title={t("title")}>
      <ul>
        {drafts.map(({ id, kind, about, engagement, href }) => (
          <li key={id}>
            <a href={href}>{about === null ? t(`${kind}.bare`) : t(`${kind}.of`, { about })}</a>
            {` · ${engagement.name}`}
          </li>
        ))}
      </ul>
    </MessageBar>
  );
}
