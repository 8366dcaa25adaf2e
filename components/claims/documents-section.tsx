import { getLocale, getTranslations } from "next-intl/server";
import { getProgrammeWords } from "@/components/engagements/words";
import { Card } from "@/components/ui/card";
import { Details } from "@/components/ui/details";
import { MessageBar } from "@/components/ui/message-bar";
import { Badge } from "@/components/ui/status";
import { Table } from "@/components/ui/table";
import type { Asked } from "@/lib/views/claim/asked";
import type { ClaimDocumentsView } from "@/lib/views/claim/documents";
import type { DocumentsNotice } from "@/lib/web/documents-notice";
import { formats } from "@/messages/format/formats";
import { AskedHere } from "./asked-card";
import { DocumentRow } from "./document-row";
import styles from "./documents.module.css";
import { DocumentsNews } from "./documents-news";
import { DocumentsUpload } from "./documents-upload";
import { contentLanguage } from "@/messages/languages";

type Props = {
  view: ClaimDocumentsView;
  /** The location's, in which days are told. */
  timeZone: string;
  /** D26: what the programme asks, shown where it is about a file. */
  asked?: Asked | null;
  /** What a form without JavaScript just did (`readDocumentsNotice`). */
  notice?: DocumentsNotice | null;
};

/** W3: the documents of a claim, by requirement: upload, download, remove, and the template. */
export async function DocumentsSection({ view, timeZone, notice = null, asked = null }: Props) {
  const t = await getTranslations("documents");
  const errors = await getTranslations("errors");
  const { proof } = await getProgrammeWords();
  const locale = contentLanguage(await getLocale());
  const { editable, lists, removed, used, most, mostBytes } = view;
  const megabytes = mostBytes / 1024 / 1024;
  const full = used >= most;
  const words = {
    upload: t("upload"),
    drop: t("drop"),
    waiting: t("progress.waiting"),
    checking: t("progress.checking"),
    added: t("progress.added"),
    cancel: t("progress.cancel"),
    cancelled: t("progress.cancelled"),
    waits: t("progress.waits"),
    lost: t("progress.lost"),
    tooLarge: errors("file_too_large", { megabytes }),
  };
  return (
    <div id="documents" className={styles.documents}>
      <Card title={t("title")}>
        {notice ? <DocumentsNews {...notice} /> : null}
        {editable ? (
          <>
            <MessageBar>{t("privacy")}</MessageBar>
            <p className="hint">
              {full ? t("full", { most }) : t("limits", { megabytes, most, used })}
            </p>
          </>
        ) : null}
        {lists.map(({ requirement, optional, template, note, types, accept, documents }) => (
          <section key={requirement} aria-labelledby={`documents-${requirement}`}>
            <header>
              <h3 id={`documents-${requirement}`}>{proof(requirement)}</h3>
              {documents.length > 0 ? (
                <Badge tone="success">{t("done")}</Badge>
              ) : optional ? (
                <Badge tone="neutral">{t("optional")}</Badge>
              ) : (
                <Badge tone="pending">{t("open")}</Badge>
              )}
              {template ? (
                <a href={template.url} download>
                  {t("template", { version: template.version })}
                </a>
              ) : null}
            </header>
            {note ? <p className={styles.note}>{note[locale]}</p> : null}
            {types && editable ? (
              <p className="hint">{t("taken", { types: types.join(", ").toUpperCase() })}</p>
            ) : null}
            <AskedHere asked={asked} about={requirement} />
            {documents.length === 0 ? (
              <p>{t("none")}</p>
            ) : (
              <Table
                stack
                caption={proof(requirement)}
                columns={[{ label: t("name") }, { label: t("activity") }, { label: t("actions") }]}
              >
                {documents.map((document) => (
                  <DocumentRow key={document.id} {...{ document, editable, timeZone }} />
                ))}
              </Table>
            )}
            {editable && !full ? (
              <DocumentsUpload
                id={`upload-${requirement}`}
                action={`/claims/${view.number}/documents?for=${requirement}`}
                accept={accept}
                mostBytes={mostBytes}
                words={{ ...words, choose: t("choose", { kind: proof(requirement) }) }}
              />
            ) : null}
          </section>
        ))}
        {removed.length > 0 ? <Removed {...{ removed, editable, timeZone }} /> : null}
      </Card>
    </div>
  );
}

type RemovedProps = Pick<ClaimDocumentsView, "removed" | "editable"> & { timeZone: string };

/** What was removed, for the history; what the programme had stays to be read. */
async function Removed({ removed, editable, timeZone }: RemovedProps) {
  const t = await getTranslations("documents");
  const format = formats(await getLocale());
  return (
    <Details summary={t("removed")}>
      <ul>
        {removed.map(({ id, name, href, removedAt, removedBy }) => (
          <li key={id}>
            {href ? (
              <a href={href} download>
                {name}
              </a>
            ) : (
              name
            )}
            <br />
            <small>
              {t("removedBy", {
                date: format.shortDay({ at: removedAt, zone: timeZone }),
                name: removedBy,
              })}{" "}
              {href ? t(editable ? "kept" : "keptForStaff") : null}
            </small>
          </li>
        ))}
      </ul>
    </Details>
  );
}
