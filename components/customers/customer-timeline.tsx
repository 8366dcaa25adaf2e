import { useLocale, useTranslations } from "next-intl";
import type { CustomerView } from "@/lib/views/customer";
import { timelineKinds } from "@/lib/customers/timeline/schema";
import { formats } from "@/messages/format/formats";
import { Card } from "../ui/card";
import { ActLine } from "../ui/history";
import { Pagination } from "../ui/pagination";
import { Status } from "../ui/status";
import { customerPath } from "./customer-path";
import { mailTone } from "../ui/mail-tone";

type Line = CustomerView["timeline"][number];

/** K1: everything that happened with a customer, the last first; one kind of it at a time, if that is wanted. */
export function CustomerTimeline({ view }: { view: CustomerView }) {
  const t = useTranslations("customer.timeline");
  const customers = useTranslations("customers");
  const format = formats(useLocale());
  const { query, customer, timeline, next } = view;
  const href = ({ kind, after }: Partial<CustomerView["query"]>) => {
    const search = new URLSearchParams({ ...(kind && { kind }), ...(after && { after }) });
    const path = customerPath(customer.id);
    return `${path}${search.size > 0 ? `?${search.toString()}` : ""}#timeline`;
  };
  return (
    <div id="timeline">
      <Card title={t("title")}>
        <nav className="pills" aria-label={t("kinds.label")}>
          {(["", ...timelineKinds] as const).map((kind) => (
            <a key={kind} href={href({ kind })} aria-current={kind === query.kind || undefined}>
              {t(`kinds.${kind || "all"}`)}
            </a>
          ))}
        </nav>
        {timeline.length === 0 ? <p>{t("none")}</p> : null}
        <ol className="history">
          {timeline.map((act) => (
            <ActLine
              key={act.seq}
              act={act}
              when={(at) => format.shortInstant(at, act.timeZone)}
              where={<Where act={act} />}
            >
              {mailsOf(act).map(({ recipient, state }) => (
                <p key={recipient}>
                  <small>
                    <Status tone={mailTone[state]}>{customers(`mail.${state}`)}</Status>
                    {isNamed(act, recipient) ? null : ` (${recipient})`}
                  </small>
                </p>
              ))}
            </ActLine>
          ))}
        </ol>
        <Pagination
          firstHref={query.after === null ? undefined : href({ kind: query.kind })}
          nextHref={next === null ? undefined : href({ kind: query.kind, after: next })}
        />
      </Card>
    </div>
  );
}

/** Two that were written at one moment have each their own, where their words name it. */
function mailsOf(act: Line): Line["mails"] {
  const own = act.mails.filter(({ recipient }) => isNamed(act, recipient));
  return own.length > 0 ? own : act.mails;
}

/** Whether the words of the act name the mailbox already. */
function isNamed({ params }: Line, recipient: string): boolean {
  return params.contactEmail === recipient || params.recipientEmail === recipient;
}

function Where({ act: { workshop, location, claimNumber } }: { act: Line }) {
  const t = useTranslations("customer.timeline");
  return (
    <>
      {" · "}
      {t("where", { workshop, location })}
      {claimNumber === null ? null : (
        <>
          {" · "}
          <a href={`/claims/${String(claimNumber)}`}>
            {t("claim", { number: String(claimNumber) })}
          </a>
        </>
      )}
    </>
  );
}
