import { getLocale, getTranslations } from "next-intl/server";
import type { ClaimReviewView, ReviewAct } from "@/lib/views/claim/review";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { getProgrammeWords } from "../engagements/words";
import { LinkButton } from "../ui/button";
import { Card } from "../ui/card";
import { SelectField } from "../ui/choice-fields";
import { Final } from "../ui/final";
import { Form } from "../ui/form";
import { MessageBar } from "../ui/message-bar";
import { SubmitButton } from "../ui/submit-button";
import { TextArea, TextField } from "../ui/text-field";
import { ReasonFields } from "./reason-fields";
import { Which } from "./which-claim";

type Props = {
  view: ClaimReviewView;
  form: ReviewAct;
  action: FormAction;
  kept: FormValues | null;
};

/** W12–W14: the form of one decision, with what follows from it. */
export async function ClaimDecision({ view, form, action, kept }: Props) {
  const t = await getTranslations("review.page");
  const { claim, people } = view;
  const title = t(`what.${form}.title`);
  const here = `/programme/claims/${claim.number}`;
  return (
    <Card title={title}>
      <Moved view={view} form={form} />
      <p>
        <Consequence view={view} form={form} people={people.join(", ")} />
      </p>
      <Form
        action={action}
        title={`${title} · ${claim.number}`}
        initial={{ values: kept ?? {}, errors: [] }}
      >
        <Which view={view} />
        {form === "ask" || form === "reject" || form === "rejectFinally" ? (
          <>
            <Reasons view={view} />
            <TextArea
              name="comment"
              label={t("comment")}
              hint={t("commentHint")}
              maxLength={2_000}
              required
            />
          </>
        ) : null}
        {form === "approve" ? (
          <TextArea name="comment" label={t("commentOptional")} maxLength={2_000} />
        ) : null}
        {form === "handOver" ? (
          <>
            <SelectField
              name="reviewerId"
              label={t("handOverTo")}
              options={view.fellows.map(({ id, name }) => ({ value: id, label: name }))}
              required
            />
            <TextField
              name="note"
              label={t("handOverNote")}
              hint={t("handOverHint")}
              maxLength={300}
              required
            />
          </>
        ) : null}
        {form === "pay" ? (
          <TextField
            name="paymentReference"
            label={t("reference")}
            hint={t("referenceHint")}
            maxLength={100}
            spellCheck={false}
            required
          />
        ) : null}
        {form === "paymentReturned" ? (
          <>
            <TextField name="returnedOn" label={t("returnedOn")} required maxLength={30} />
            <TextArea name="why" label={t("why")} hint={t("whyHint")} required maxLength={500} />
          </>
        ) : null}
        {form === "approve" || form === "ask" || form === "reject" ? <Final /> : null}
        <div className="buttons">
          <SubmitButton
            variant={
              form === "reject" || form === "rejectFinally" || form === "paymentReturned"
                ? "danger"
                : "primary"
            }
          >
            {t(form)}
          </SubmitButton>
          <LinkButton variant="subtle" href={here}>
            {t("cancel")}
          </LinkButton>
        </div>
      </Form>
    </Card>
  );
}

/** What was typed is kept when the claim has moved on meanwhile; this says how it stands now. */
async function Moved({ view, form }: { view: ClaimReviewView; form: ReviewAct }) {
  const t = await getTranslations("review.page");
  const status = await getTranslations("customers.claim");
  const { claim, holder, mayDo } = view;
  if (mayDo.includes(form)) return null;
  if (form === "ask" && holder.kind === "you" && claim.status === "under_review") {
    return <MessageBar tone="warning">{t("askTimeOver")}</MessageBar>;
  }
  const reviewed = claim.status === "under_review" || claim.status === "disputed";
  return (
    <MessageBar tone="warning">
      {reviewed && holder.kind !== "you"
        ? t("notYours")
        : t("moved", { status: status(claim.status) })}
    </MessageBar>
  );
}

async function Consequence({
  view: { claim, until },
  form,
  people,
}: Pick<Props, "view" | "form"> & { people: string }) {
  const t = await getTranslations("review.page");
  const format = formats(await getLocale());
  const day = (iso: string | null) => (iso === null ? "–" : format.day(iso));
  const amount = claim.payout === null ? t("noPayout") : format.money(claim.payout);
  switch (form) {
    case "ask":
      return t("what.ask.text", { people, date: day(until.ask) });
    case "reject":
      return t("what.reject.text", { people, date: day(until.reject) });
    case "rejectFinally":
      return t("what.rejectFinally.text", { people });
    case "approve":
      return t("what.approve.text", { people, amount });
    case "handOver":
      return t("what.handOver.text");
    case "paymentReturned":
      return t("what.paymentReturned.text", { people });
    case "pay":
      return t("what.pay.text", { people, amount });
  }
}

async function Reasons({ view: { reasons } }: Pick<Props, "view">) {
  const t = await getTranslations("review");
  const { proof, reason } = await getProgrammeWords();
  return (
    <ReasonFields
      label={t("page.reasons")}
      hint={t("page.reasonsHint")}
      groups={reasons.map(({ group, codes }) => ({
        group,
        label: group === "general" ? t("general") : proof(group),
        codes: codes.map((code) => ({ value: `${group}:${code}`, label: reason(code) })),
      }))}
    />
  );
}
