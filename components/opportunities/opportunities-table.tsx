import { getLocale, getTranslations } from "next-intl/server";
import { Lean } from "@/components/ui/lean";
import { Table } from "@/components/ui/table";
import type { Tone } from "@/components/ui/status";
import type { OpportunitiesView, OpportunityCell } from "@/lib/views/opportunities";
import { formats } from "@/messages/format/formats";
import { decimalOf } from "@/messages/format/money";
import { getMissingWords } from "../customers/missing-words";
import { addressOf } from "../customers/row-words";
import { getCriterionWords } from "../engagements/words";
import { OpportunityRow, type CellKind } from "./opportunity-row";

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
  const box = (await getTranslations("runs.bar"))("row", { name: "" }).trim();
  const format = formats(await getLocale());
  const kinds = new Map<string, CellKind>();
  const make = await getKinds();
  const kindOf = (cell: OpportunityCell) => {
    const { chance, state, payout, missing } = cell;
    const lacks = missing.length === 0 ? "" : JSON.stringify(missing);
    const name = `${chance} ${state.action} ${String(payout?.minor)} ${lacks}`;
    const kind = kinds.get(name) ?? make(cell);
    kinds.set(name, kind);
    return kind;
  };
  const chance = t(`chances.${view.query.chance || "eligible"}`);
  return (
    <Lean>
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
          {view.rows.map(({ tenantId, name, cells }) => (
            <OpportunityRow
              key={tenantId}
              {...{ tenantId, name, columns: view.columns, open: view.rows.length === 1 }}
              cells={cells.map((cell) => cell && { kind: kindOf(cell), rowId: cell.rowId })}
              choose={view.query.choose ? box : null}
            />
          ))}
        </Table>
      </div>
    </Lean>
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
