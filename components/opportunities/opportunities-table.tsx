import { getLocale, getTranslations } from "next-intl/server";
import { Table } from "@/components/ui/table";
import type { Tone } from "@/components/ui/status";
import type { OpportunitiesView, OpportunityCell } from "@/lib/views/opportunities";
import { formats } from "@/messages/format/formats";
import { decimalOf } from "@/messages/format/money";
import { getMissingWords } from "../customers/missing-words";
import { addressOf } from "../customers/row-words";
import { getCriterionWords } from "../engagements/words";
import { OpportunityRows, type CellKind } from "./opportunity-rows";

/** The shape by which a cell says it; the filters above the table explain them. */
export const tones = {
  eligible: "success",
  near: "warning",
  under_way: "pending",
  done: "info",
  taken: "danger",
  not: "neutral",
} as const satisfies Record<OpportunityCell["chance"], Tone>;

/** K2: customers × workshops; on a narrow screen a line for each pair. Below it the sums of what is shown. */
export async function OpportunitiesTable({ view }: { view: OpportunitiesView }) {
  const t = await getTranslations("opportunities");
  const format = formats(await getLocale());
  const kinds: CellKind[] = [];
  const places = new Map<string, number>();
  const make = await getKinds();
  const placeOf = (cell: OpportunityCell) => {
    const { chance, state, payout, missing } = cell;
    const lacks = missing.length === 0 ? "" : JSON.stringify(missing);
    const name = `${chance} ${state.action} ${String(payout?.minor)} ${lacks}`;
    const place = places.get(name) ?? kinds.push(make(cell)) - 1;
    places.set(name, place);
    return place;
  };
  const rows = view.rows.map(({ tenantId, name, cells }) => {
    const packed = cells.map((cell) => {
      if (cell === null) return "";
      const place = String(placeOf(cell));
      return cell.rowId === tenantId ? place : `${place}:${cell.rowId}`;
    });
    return `${tenantId} ${packed.join(",")} ${name.replaceAll("\n", " ")}`;
  });
  const chance = t(`chances.${view.query.chance || "eligible"}`);
  return (
    <div
      className="matrix"
      data-only={view.query.chance === "" ? undefined : tones[view.query.chance]}
    >
      <Table
        caption={t("title")}
        stack
        look={{ hide: [], density: view.query.density }}
        columns={[
          { label: t("customer") },
          ...view.columns.map(({ slug, name }) => ({
            label: name,
            href: `/engagements/${slug}/customers`,
          })),
        ]}
        foot={
          <tr>
            <th scope="row">{t("sum", { chance })}</th>
            {view.columns.map(({ slug, name, sum }) => (
              <td key={slug} data-label={name}>
                {sum.minor === 0 ? null : <span>{format.money(sum)}</span>}
              </td>
            ))}
          </tr>
        }
      >
        <OpportunityRows
          rows={rows.join("\n")}
          kinds={kinds}
          columns={view.columns.map(({ slug, name }) => [slug, name])}
          choose={(await getTranslations("runs.bar"))("row", { name: "" }).trim()}
        />
      </Table>
    </div>
  );
}

async function getKinds() {
  const t = await getTranslations("opportunities");
  const format = formats(await getLocale());
  const words = await getCriterionWords();
  const lacks = await getMissingWords(words);
  return ({ chance, state, payout, missing }: OpportunityCell): CellKind => {
    const details = [
      ...(payout && payout.minor > 0 ? [format.money(payout)] : []),
      ...missing.map((one) => t("missing", { metric: words.metric(one.metric), by: lacks(one) })),
    ];
    const [before, after] = addressOf(state);
    const signs = { rise: "+", fall: "−" };
    const short = [
      ...(payout && payout.minor > 0 ? [format.count(Number(decimalOf(payout)))] : []),
      ...missing.map(({ metric, direction, by }) => signs[direction] + words.figure(metric, by)),
    ];
    const word = t(`chances.${chance}`);
    return [tones[chance], word, short.join("\n"), details.join(" · "), before, after];
  };
}
