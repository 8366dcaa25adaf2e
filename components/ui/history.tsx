import { useTranslations } from "next-intl";
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
export function History({ acts, when, words }: Props) {
  const t = useTranslations("common.history");
  const told = useTranslations("events");
  const who = ({ kind, name }: Act["who"]) => (name === null ? t(`who.${kind}`) : t(`named.${kind}`, { name })); // prettier-ignore
  if (acts.length === 0) return null;
  return (
    <Card title={t("title")}>
      <ol className="history">
        {acts.map((act) => (
          <li key={act.seq}>
            <p>{told(act.event, act.params)}</p>
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
            <small>{t("line", { who: who(act.who), when: when(act.at) })}</small>
          </li>
        ))}
      </ol>
    </Card>
  );

  function shown(value: string | null, field: string): string {
    return value === null || !words ? t("nothing") : words.value(field, value);
  }
}
