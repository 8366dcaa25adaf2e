import type { Tone } from "@/components/ui/status";
import { CustomerName } from "../customers/customer-name";
import { Choose } from "../runs/choose";
import { rowAnchor } from "../customers/row-anchor";

/** What a cell says: tone, words, what stands there instead where it is narrow, a second line, and the address around its id. */
export type CellKind = readonly [
  tone: Tone,
  words: string,
  short: string,
  detail: string,
  before: string,
  after: string,
];

type Props = {
  tenantId: string;
  name: string;
  /** One a column; null: nobody's to see. */
  cells: readonly ({ kind: CellKind; rowId: string } | null)[];
  columns: readonly { slug: string; name: string }[];
  /** On a narrow screen its pairs are shown at once. */
  open: boolean;
  /** B2: what a box says in front of the customer's name; null: no boxes. */
  choose: string | null;
};

/** A customer of the matrix. */
export function OpportunityRow({ tenantId, name, cells, columns, open, choose }: Props) {
  return (
    <tr id={rowAnchor(tenantId)}>
      <th scope="row">
        <CustomerName id={tenantId}>{name}</CustomerName>
        <details open={open}>
          <summary>{inShort(cells.map((cell) => cell?.kind))}</summary>
        </details>
      </th>
      {columns.map(({ slug, name: workshop }, at) => {
        const cell = cells[at];
        if (!cell) return <td key={slug} />;
        const [tone, words, short, detail, before, after] = cell.kind;
        const base = before.startsWith("/") ? "" : `/engagements/${slug}/`;
        return (
          <td key={slug} data-label={workshop}>
            {choose && (tone === "success" || tone === "pending") ? (
              <Choose value={`${slug}:${tenantId}`} label={`${choose} ${name}: ${workshop}`} />
            ) : null}
            {before === "" ? (
              <b data-tone={tone} data-short={short}>
                {words}
              </b>
            ) : (
              <a data-tone={tone} data-short={short} href={`${base}${before}${cell.rowId}${after}`}>
                {words}
              </a>
            )}
            {detail === "" ? null : <small>{detail}</small>}
          </td>
        );
      })}
    </tr>
  );
}

/** How often a customer stands so, what promises most first: where it is narrow, its line before its pairs are opened. */
function inShort(cells: readonly (CellKind | undefined)[]): string {
  const counts = tones.map((tone) => {
    const found = cells.filter((cell) => cell?.[0] === tone);
    return found[0] ? `${found[0][1]} ${String(found.length)}` : "";
  });
  return counts.filter((one) => one !== "").join(" · ");
}

const tones: readonly Tone[] = ["success", "warning", "pending", "info", "danger", "neutral"];
