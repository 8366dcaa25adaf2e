import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ClaimDetails } from "@/lib/views/claim/details";
import { Card } from "./card";

type Act = ClaimDetails["history"][number];
type Props = {
  acts: Act[];
  when: (at: Date) => string;
  /** How fields and their values are called, where acts changed some (P4). */
  words?: { field: (field: string) => string; value: (field: string, value: string) => string };
};

const isSet = ({ before, after }: Act["changes"][number]) => before === null || before === after;

/** What happened to a thing, with who and when; nothing before anything did. */
export function History({ acts, ...how }: Props) {
  const t = useTranslations("common.history");
  if (acts.length === 0) return null;
  return (
    <Card title={t("title")}>
      <ol className="history">
        {acts.map((act) => (
          <ActLine key={act.seq} act={act} {...how} />
        ))}
      </ol>
    </Card>
  );
}

type LineProps = Omit<Props, "acts"> & {
  act: Act;
  /** What stands between the act and who did it. */
  children?: ReactNode;
  /** Where it was, behind who and when. */
  where?: ReactNode;
};

/** One act of an `ol.history`. */
export function ActLine({ act, when, words, children, where }: LineProps) {
  const t = useTranslations("common.history");
  const told = useTranslations("events");
  const runs = useTranslations("runs");
  const who = ({ kind, name }: Act["who"]) =>
    name === null ? t(`who.${kind}`) : t(`named.${kind}`, { name });
  return (
    <li>
      <p>
        {told(act.event, act.params)}
        {act.params.bulkRun === undefined ? null : (
          <small>{runs("inRun", { number: act.params.bulkRun })}</small>
        )}
      </p>
      {words && act.changes.length > 0 ? (
        <ul>
          {act.changes.map((change) => (
            <li key={change.field}>
              {t(isSet(change) ? "set" : "change", {
                field: words.field(change.field),
                before: shown(change.before, change.field),
                after: shown(change.after, change.field),
              })}
            </li>
          ))}
        </ul>
      ) : null}
      {children}
      <small>
        {t("line", { who: who(act.who), when: when(act.at) })}
        {where}
      </small>
    </li>
  );

  function shown(value: string | null, field: string): string {
    return value === null || !words ? t("nothing") : words.value(field, value);
  }
}
