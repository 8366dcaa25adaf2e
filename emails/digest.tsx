import { Layout } from "./layout";
import { Action, Paragraph, Sections, SmallLink } from "./parts";
import { wordsOf, type Words } from "./words";
import type { Common } from "./workshop";

type Line<Kind> = {
  kind: Kind;
  count: number;
  /** There are more than were counted. */
  more: boolean;
  /** The first of them, with the days that are left; of a follow-up nought or fewer. */
  names: { name: string; days: number | null }[];
};
type Ends = "consents" | "deliveries";
type Waits =
  | ("not_sent" | "mail_failed" | "contact_closed" | "claims" | "follow_up" | "for_admin")
  | ("review_over" | "review_mine" | "review_free" | "to_pay" | "contacts" | "enrolments")
  | "reports";
type Changed =
  | ("consented" | "declined" | "withdrawn" | "consent_expired" | "delivery_expired" | "programme")
  | ("action_required" | "approved" | "rejected" | "rejected_final" | "paid")
  | ("payment_returned" | "post_submission_expired" | "dispute_expired");

type Props = Common & {
  cadence: "daily" | "weekly";
  /** Where one changes how often it comes, without signing in. */
  changeAddress: string;
  places: {
    /** Null: the programme itself. */
    partnerName: string | null;
    ends: Line<Ends>[];
    waits: Line<Waits>[];
    changed: Line<Changed>[];
  }[];
};

export function subject({ locale, cadence, places }: Props): string {
  const sum = (lines: Line<string>[]) => lines.reduce((all, { count }) => all + count, 0);
  const waits = places.reduce((all, place) => all + things(place.waits), 0);
  const changed = places.reduce((all, place) => all + sum(place.changed), 0);
  return wordsOf(locale)("digest.subject", { cadence, waits, changed });
}

/** What waits, each thing once: what is over its target is in review too, with the reader, nobody or a colleague. */
function things(waits: Line<Waits>[]): number {
  const of = (...kinds: Waits[]) =>
    waits.reduce((all, { kind, count }) => all + (kinds.includes(kind) ? count : 0), 0);
  const [over, reviews] = [of("review_over"), of("review_mine", "review_free")];
  return of(...waits.map(({ kind }) => kind)) - Math.min(over, reviews);
}

/** K7: what runs out, what waits and what changed, to one person, place by place. */
export default function Digest({ locale, cadence, address, changeAddress, places }: Props) {
  const t = wordsOf(locale);
  return (
    <Layout
      locale={locale}
      preview={t("digest.preview")}
      title={t("digest.title", { cadence })}
      footer={[t("digest.footer"), t("footer.tracking")]}
    >
      <Paragraph>{t("hello")}</Paragraph>
      {places.map(({ partnerName, ends, waits, changed }) => {
        const place = partnerName ?? t("digest.programme");
        const part = (name: "ends" | "waits" | "changed", sections: string[]) =>
          sections.length === 0 ? null : (
            <Sections
              key={name}
              title={
                places.length > 1 ? t(`digest.partOf.${name}`, { place }) : t(`digest.part.${name}`)
              }
              text={sections.join("\n\n")}
            />
          );
        return [
          part(
            "ends",
            ends.map((line) => section(t, line, t(`digest.ends.${line.kind}`, counted(line)))),
          ),
          part(
            "waits",
            waits.map((line) => section(t, line, t(`digest.waits.${line.kind}`, counted(line)))),
          ),
          part(
            "changed",
            changed.map((line) =>
              section(t, line, t(`digest.changed.${line.kind}`, counted(line))),
            ),
          ),
        ];
      })}
      <Action label={t("digest.action")} address={address} caption={t("address")} />
      <SmallLink label={t("digest.change")} address={changeAddress} />
    </Layout>
  );
}

const counted = ({ count, more }: Line<string>) => ({ count, more: more ? "yes" : "no" });

/** What there is of a kind, then the first by name, each on its line. */
function section(t: Words, { kind, names, count }: Line<string>, heading: string): string {
  const lines = names.map(({ name, days }) => (days === null ? name : named(t, kind, name, days)));
  const others = count - names.length;
  const rest = names.length > 0 && others > 0 ? [t("digest.others", { count: others })] : [];
  return [heading, ...lines, ...rest].join("\n");
}

/** A follow-up waits from its day on, as in "Attention required": of it the days since then are told. */
function named(t: Words, kind: string, name: string, days: number): string {
  return kind === "follow_up"
    ? t("digest.since", { name, days: Math.abs(days) })
    : t("digest.left", { name, days });
}
