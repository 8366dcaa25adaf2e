import { decimalOf } from "@/messages/format/money";
import { translator } from "@/messages";
import { authorize } from "../../access/authorize";
import { reading, type Ctx } from "../../ctx";
import type { SheetColumn, SheetRow } from "../../csv/sheet";
import { filePages } from "../../lists/file";
import { opportunitiesView, type OpportunitiesView } from "../opportunities";
import type { Asked, ListSheet } from "./asked";
import { fileWords } from "./words";

/** Customers of one statement. */
const PORTION = 500;

/** K4: where the customers of a view stand at each workshop that it has, and what these pay. Throws `no_role`. */
export async function opportunitiesFile(ctx: Ctx, { search, locale }: Asked): Promise<ListSheet> {
  authorize(ctx, "customers.read");
  const { head, words } = await reading(ctx, async (tx) => ({
    words: await fileWords(tx, locale),
    head: await opportunitiesView(tx, { search, size: 1 }),
  }));
  const { common: t } = words;
  const chances = translator(locale, "opportunities");
  const slugs = head.columns.map(({ slug }) => slug);
  const columns: SheetColumn[] = [
    { label: t("file.customer"), kind: "text" },
    { label: t("file.tenantId"), kind: "text" },
    ...head.columns.flatMap(({ name }): SheetColumn[] => [
      { label: name, kind: "text" },
      { label: t("file.payoutOf", { name }), kind: "amount" },
    ]),
    { label: t("file.currency"), kind: "text" },
  ];
  const currency = head.columns[0]?.sum.currency ?? null;
  const rowOf = ({ columns: shown }: OpportunitiesView) => {
    const places = slugs.map((slug) => shown.findIndex((one) => one.slug === slug));
    return ({ name, tenantId, cells }: OpportunitiesView["rows"][number]): SheetRow => [
      name,
      tenantId,
      ...places.flatMap((place) => {
        const cell = cells[place];
        return cell
          ? [chances(`chances.${cell.chance}`), cell.payout && decimalOf(cell.payout)]
          : [null, null];
      }),
      currency,
    ];
  };
  const rows = filePages(ctx, async (tx, after: string | null) => {
    const asked = { search: { ...search, after: after ?? undefined }, size: PORTION };
    const view = await opportunitiesView(tx, asked);
    return { rows: view.rows.map(rowOf(view)), next: view.next };
  });
  return { name: "opportunities", columns, rows };
}
