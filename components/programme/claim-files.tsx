import { getLocale, getTranslations } from "next-intl/server";
import type { ClaimReviewView } from "@/lib/views/claim/review";
import { formats } from "@/messages/format/formats";
import { LinkButton } from "../ui/button";
import { getProgrammeWords } from "../engagements/words";
import { Card } from "../ui/card";
import { Badge } from "../ui/status";
import styles from "./claim-review.module.css";

type File = ClaimReviewView["files"][number];
/**
 * While a decision is being written, a file opens in this frame, or in a tab of this name when there
 * is no frame yet: nothing typed is lost.
 */
const frame = "claim-file";

/** The files of a claim, and the one that is chosen, shown safely in the page. */
export async function ClaimFiles({ view }: { view: ClaimReviewView }) {
  const t = await getTranslations("review.page");
  const { proof } = await getProgrammeWords();
  const scans = await getTranslations("documents.scan");
  const { files, file } = view;
  return (
    <Card title={t("files")}>
      {files.length === 0 ? <p>{t("noFiles")}</p> : null}
      <ul className={styles.files}>
        {files.map((one) => (
          <li key={one.id}>
            <FileLink view={view} file={one} />{" "}
            {view.newSince !== null && one.uploadedAt >= view.newSince ? (
              <Badge tone="info">{t("newFile")}</Badge>
            ) : null}
            <small>
              {proof(one.requirement)} · <FileLine file={one} timeZone={view.claim.timeZone} />
            </small>
            {one.scan === null ? null : <small>{scans(one.scan)}</small>}
          </li>
        ))}
      </ul>
      {file?.scan === null ? <Viewer view={view} file={file} /> : null}
      {!file && files.length > 0 ? <p className="hint">{t("choose")}</p> : null}
    </Card>
  );
}

async function FileLine({ file, timeZone }: { file: File; timeZone: string }) {
  const t = await getTranslations("review.page");
  const format = formats(await getLocale());
  const when = format.shortDay({ at: file.uploadedAt, zone: timeZone });
  return t("fileLine", { size: format.size(file.size), when });
}

function FileLink({ view, file }: { view: ClaimReviewView; file: File }) {
  const { claim, form } = view;
  if (file.scan !== null) return file.name;
  if (!isShown(file)) return <a href={fileHref(view, file)}>{file.name}</a>;
  return form === null ? (
    <a
      href={`/programme/claims/${claim.number}?file=${file.id}#files`}
      aria-current={view.file?.id === file.id ? "true" : undefined}
    >
      {file.name}
    </a>
  ) : (
    <a href={`${fileHref(view, file)}/view`} target={frame}>
      {file.name}
    </a>
  );
}

async function Viewer({ view, file }: { view: ClaimReviewView; file: File }) {
  const t = await getTranslations("review.page");
  const href = fileHref(view, file);
  const title = t("viewer", { name: file.name });
  const inFrame = view.form !== null || file.mediaType === "application/pdf";
  return (
    <>
      {!isShown(file) ? (
        <p>{t("noView")}</p>
      ) : inFrame ? (
        // Browsers show no PDF in a sandboxed frame. What keeps it from running is its answer: the type
        // it was checked to be, `nosniff`, and a policy of its own that allows no script.
        <iframe className={styles.viewer} name={frame} title={title} src={`${href}/view`} />
      ) : (
        // Next's image component would fetch it again, without the reader's session.
        <img className={styles.viewer} src={`${href}/view`} alt={title} />
      )}
      <div className="buttons">
        <LinkButton href={href}>{t("download")}</LinkButton>
        {isShown(file) ? (
          <LinkButton variant="subtle" href={`${href}/view`} target="_blank" rel="noopener">
            {t("newTab")}
          </LinkButton>
        ) : null}
      </div>
    </>
  );
}

function fileHref({ claim }: ClaimReviewView, file: File): string {
  return `/claims/${claim.number}/documents/${file.id}`;
}

function isShown({ mediaType }: File): boolean {
  return ["application/pdf", "image/png", "image/jpeg", "image/webp"].includes(mediaType);
}
