import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { ClaimDocumentsView } from "@/lib/views/claim/documents";
import { formats } from "@/messages/format/formats";
import { useProgrammeWords } from "../engagements/programme-words";
import styles from "./documents.module.css";

type Props = {
  document: ClaimDocumentsView["lists"][number]["documents"][number];
  editable: boolean;
  timeZone: string;
};

/** One document: what it is, who brought it and when, and what can be done with it. */
export function DocumentRow({ document, editable, timeZone }: Props) {
  const t = useTranslations("documents");
  const { proof } = useProgrammeWords();
  const format = formats(useLocale());
  const { name, mediaType, size, href, uploadedAt, uploadedBy, scan, sameAs } = document;
  return (
    <tr>
      <th scope="row">
        {name}
        <small>
          {t(`types.${typeOf(mediaType)}`)} · {format.size(size)}
        </small>
        {sameAs === null ? null : <small>{t("sameAs", { kind: proof(sameAs) })}</small>}
        {scan === null ? null : <small>{t(`scan.${scan}`)}</small>}
      </th>
      <td>
        {t("by", {
          date: format.shortDay({ at: uploadedAt, zone: timeZone }),
          name: uploadedBy,
        })}
      </td>
      <td>
        <div className={styles.actions}>
          {scan === "infected" ? null : (
            <a href={href} download aria-label={t("downloadOf", { name })}>
              {t("download")}
            </a>
          )}
          {editable ? (
            <details name="remove-document">
              <summary aria-label={t("removeOf", { name })}>{t("remove")}</summary>
              <form method="post" action={`${href}/remove`}>
                <p>{t("removeSure", { name })}</p>
                <Button type="submit" variant="danger">
                  {t("removeYes")}
                </Button>
              </form>
            </details>
          ) : null}
        </div>
      </td>
    </tr>
  );
}

function typeOf(mediaType: string): "pdf" | "image" | "docx" | "xlsx" | "pptx" {
  if (mediaType.startsWith("image/")) return "image";
  if (mediaType.endsWith("wordprocessingml.document")) return "docx";
  if (mediaType.endsWith("spreadsheetml.sheet")) return "xlsx";
  return mediaType.endsWith("presentationml.presentation") ? "pptx" : "pdf";
}
