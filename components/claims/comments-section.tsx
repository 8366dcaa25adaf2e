import { getLocale, getTranslations } from "next-intl/server";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { LinkButton } from "../ui/button";
import { Final } from "../ui/final";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { Told } from "../ui/message-bar";
import { SubmitButton } from "../ui/submit-button";
import { TextArea } from "../ui/text-field";
import styles from "./talk.module.css";

type ShownComment = {
  id: string;
  side: "partner" | "operator";
  author: string;
  body: string;
  createdAt: Date;
};
export type Talk = {
  comments: (ShownComment & { answers: ShownComment[] })[];
  /** Who reads the page. */
  side: "partner" | "operator";
  claimNumber: number;
  /** IANA time zone of the location. */
  timeZone: string;
  /** Why nothing can be written; null when it can. */
  closed: "closed" | "own" | null;
  /** The comment that is being answered, from `?reply=` of the address. */
  reply: string | null;
  /** Whether one was just sent: `?said=` of the address. */
  said: boolean;
};
type Props = Talk & {
  /** The page's own address, without a query. */
  base: string;
  action: FormAction;
  /** What was typed before a session was lost. */
  kept: FormValues | null;
};

/**
 * What partner and programme write to each other about a claim (W10). One form for all: "Answer" is
 * a link that turns it to the comment. Stands as `#comments` on the page of either side.
 */
export async function CommentsSection({ comments, timeZone, ...props }: Props) {
  const t = await getTranslations("comments");
  const { side, base, closed, said } = props;
  return (
    <section className="card" id="comments" aria-labelledby="comments-title">
      <h2 id="comments-title">{t("title")}</h2>
      {said ? <Told>{t(`sent.${side}`)}</Told> : null}
      <p className="hint">{closed === null ? t(`intro.${side}`) : t(closed)}</p>
      {comments.length === 0 ? <p>{t("none")}</p> : null}
      <ol className={styles.talk}>
        {comments.map((comment) => (
          <li key={comment.id}>
            <Words comment={comment} timeZone={timeZone} />
            {comment.answers.length > 0 ? (
              <ol className={styles.answers}>
                {comment.answers.map((answer) => (
                  <li key={answer.id}>
                    <Words comment={answer} timeZone={timeZone} />
                  </li>
                ))}
              </ol>
            ) : null}
            {closed === null ? (
              <p>
                <a
                  href={`${base}?reply=${comment.id}#comment-form`}
                  aria-label={t("answerLabel", { name: comment.author })}
                >
                  {t("answer")}
                </a>
              </p>
            ) : null}
          </li>
        ))}
      </ol>
      {closed === null ? <CommentForm comments={comments} {...props} /> : null}
    </section>
  );
}

async function Words({ comment, timeZone }: { comment: ShownComment; timeZone: string }) {
  const t = await getTranslations("comments");
  const format = formats(await getLocale());
  const when = format.shortInstant(comment.createdAt, timeZone);
  return (
    <>
      <p>
        <small>{t("by", { name: comment.author, side: t(`sides.${comment.side}`), when })}</small>
      </p>
      <p className={styles.words}>{comment.body}</p>
    </>
  );
}

async function CommentForm({
  comments,
  claimNumber,
  base,
  reply,
  action,
  kept,
}: Omit<Props, "timeZone">) {
  const t = await getTranslations("comments");
  const answered = comments.find(({ id }) => id === reply);
  const initial: FormValues = kept?.body === undefined ? {} : { body: kept.body };
  return (
    <div id="comment-form">
      <Form action={action} initial={{ values: initial, errors: [] }}>
        <Hidden values={{ claimNumber: String(claimNumber), parent: answered?.id ?? "" }} />
        <TextArea
          name="body"
          label={answered ? t("answerTo", { name: answered.author }) : t("new")}
          maxLength={4_000}
          required
        />
        <Final />
        <div className="buttons">
          <SubmitButton variant="default">{t(answered ? "sendAnswer" : "send")}</SubmitButton>
          {answered ? (
            <LinkButton variant="subtle" href={`${base}#comments`}>
              {t("cancel")}
            </LinkButton>
          ) : null}
        </div>
      </Form>
    </div>
  );
}
