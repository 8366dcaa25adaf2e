import { getTranslations } from "next-intl/server";
import { MessageBar, Told } from "@/components/ui/message-bar";
import type { DocumentsNotice } from "@/lib/web/documents-notice";

/** What a form just did to the documents: what was taken, and what was not and why. */
export async function DocumentsNews({ added, removed, refused }: DocumentsNotice) {
  const t = await getTranslations("documents.told");
  const named = refused.filter(({ name }) => name !== "");
  return (
    <>
      {refused.length > 0 ? (
        <MessageBar
          tone="danger"
          title={named.length > 0 ? t("refused", { count: named.length }) : t("failed")}
        >
          <ul>
            {refused.map(({ name, message }) => (
              <li key={`${name} ${message}`}>
                {name === "" ? null : <strong>{name}: </strong>}
                {message}
              </li>
            ))}
          </ul>
        </MessageBar>
      ) : null}
      {added.length > 0 ? (
        <Told>{t("added", { count: added.length, names: added.join(", ") })}</Told>
      ) : null}
      {removed.length > 0 ? <Told>{t("removed", { names: removed.join(", ") })}</Told> : null}
    </>
  );
}
