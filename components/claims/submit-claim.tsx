import { useTranslations } from "next-intl";
import type { SubmitView } from "@/lib/views/claim/submit";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { useProgrammeWords } from "../engagements/programme-words";
import { LinkButton } from "../ui/button";
import { Card } from "../ui/card";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { MessageBar } from "../ui/message-bar";
import { SubmitButton } from "../ui/submit-button";
import { TextArea } from "../ui/text-field";
import { ClaimFields } from "./claim-fields";
import { ClaimHeader } from "./claim-page";
import { claimPath, editPath } from "./claim-paths";
import { ClosedAct } from "./closed-act";
import { FindingText } from "./finding-text";

type Props = { view: SubmitView; action: FormAction; kept: FormValues | null };

/** Item 4: what a reviewer would likely return, everything that is sent, and "Submit claim". */
export function SubmitClaim({ view, action, kept }: Props) {
  const t = useTranslations("claims.submit");
  const act = useTranslations("claims.act");
  const common = useTranslations("common");
  const { claim, status, open, again, unchanged } = view;
  const about = { number: String(claim.number), version: String(claim.version) };
  const title = t("title");
  if (status !== "editing" && status !== "action_required")
    return <ClosedAct claim={claim} title={title} why={t("closed")} />;
  if (open.length > 0) return <NotReady view={view} title={title} />;
  return (
    <div className="claim">
      <ClaimHeader claim={claim} title={title} />
      {unchanged ? (
        <MessageBar tone="warning" title={t("unchangedTitle")}>
          {t("unchanged")}
        </MessageBar>
      ) : null}
      <Findings view={view} />
      <div className="columns">
        <div>
          <Sent view={view} />
          <Card title={t("comment")}>
            <Form
              action={action}
              title={`${title} · ${claim.tenant.name}`}
              initial={{ values: kept ?? {}, errors: [] }}
            >
              <Hidden values={unchanged ? { ...about, confirmed: "yes" } : about} />
              <TextArea
                name="comment"
                label={t("commentLabel")}
                hint={t("commentHint")}
                rows={4}
                maxLength={4_000}
              />
              <p>{t(again ? "nextAgain" : "next")}</p>
              <div className="buttons">
                <SubmitButton>{unchanged ? t("unchangedSubmit") : act("submit")}</SubmitButton>
                <LinkButton href={claimPath(claim.number)}>{common("back")}</LinkButton>
              </div>
            </Form>
          </Card>
        </div>
        <div>
          <ClaimFields {...view} editable contactLocked={!isContactOpen(view)} />
        </div>
      </div>
    </div>
  );
}

function isContactOpen({ requirements }: SubmitView): boolean {
  return !requirements.some(({ requirement, done }) => requirement === "customer_survey" && done);
}

function NotReady({ view, title }: { view: SubmitView; title: string }) {
  const t = useTranslations("claims.next");
  const { proof } = useProgrammeWords();
  const { claim, open } = view;
  const why = t("open", { count: open.length, open: open.map((one) => proof(one)).join(", ") });
  return <ClosedAct claim={claim} title={title} why={why} />;
}

/** They warn and never block. */
function Findings({ view: { claim, findings } }: { view: SubmitView }) {
  const t = useTranslations("claims.check");
  if (findings.length === 0) return <MessageBar tone="success">{t("nothing")}</MessageBar>;
  const hrefOf = ({ form, field }: (typeof findings)[number]) =>
    form === "documents"
      ? `${claimPath(claim.number)}#documents`
      : editPath(claim.number, form, field);
  return (
    <MessageBar tone="warning" title={t("title", { count: findings.length })}>
      <p>{t("intro")}</p>
      <ul className="findings">
        {findings.map((finding) => (
          <li key={`${finding.code} ${finding.params.file ?? ""}`}>
            <FindingText finding={finding} />{" "}
            <a href={hrefOf(finding)} aria-label={t("fixWhat", { what: t(`fix.${finding.form}`) })}>
              {t(`fix.${finding.form}`)}
            </a>
          </li>
        ))}
      </ul>
    </MessageBar>
  );
}

function Sent({ view: { requirements, files } }: { view: SubmitView }) {
  const t = useTranslations("claims.submit");
  const { proof } = useProgrammeWords();
  return (
    <Card title={t("sent")}>
      <ul>
        {requirements
          .filter(({ done }) => done)
          .map(({ requirement }) => {
            const mine = files.filter((file) => file.requirement === requirement);
            return (
              <li key={requirement}>
                {proof(requirement)}
                {mine.length > 0 ? (
                  <ul>
                    {mine.map(({ name, sha256 }) => (
                      <li key={sha256 + name}>{name}</li>
                    ))}
                  </ul>
                ) : (
                  `: ${t("answered")}`
                )}
              </li>
            );
          })}
      </ul>
      <p className="hint">{t("facts")}</p>
    </Card>
  );
}
