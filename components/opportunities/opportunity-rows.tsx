"use client";
import type { Tone } from "@/components/ui/status";
import { CustomerName } from "../customers/customer-name";
import { Choose } from "../runs/choose";
import { rowAnchor } from "../customers/row-anchor";

/**
 * What many cells have in common is sent once: tone, words, what stands there instead where it is narrow, a second line, and
 * the address around the row's id.
 */
export type CellKind = readonly [
  tone: Tone,
  words: string,
  short: string,
  detail: string,
  before: string,
  after: string,
];

type Props = {
  /** A line a customer: its id, its cells, its name. A cell is the place of its kind, and the id where it has its own. */
  rows: string;
  kinds: CellKind[];
  /** Slug and name of each workshop. */
  columns: (readonly [slug: string, name: string])[];
  /** B2: what a box says in front of the customer's name. */
  choose: string;
};

/** The rows of the matrix. Rendered on the server, from a fraction of the data that its markup would be. */
export function OpportunityRows({ rows, kinds, columns, choose }: Props) {
  return rows.split("\n").map((row) => {
    const [tenant = "", cells = ""] = row.split(" ", 2);
    const name = row.slice(tenant.length + cells.length + 2);
    return (
      <tr key={tenant} id={rowAnchor(tenant)}>
        <th scope="row">
          <CustomerName id={tenant}>{name}</CustomerName>
        </th>
        {cells.split(",").map((cell, at) => {
          const [place = "", id = tenant] = cell.split(":");
          const kind = place === "" ? undefined : kinds[Number(place)];
          const [slug = "", workshop = ""] = columns[at] ?? [];
          if (!kind) return <td key={slug} />;
          const [tone, words, short, detail, before, after] = kind;
          const base = before.startsWith("/") ? "" : `/engagements/${slug}/`;
          return (
            <td key={slug} data-label={workshop}>
              {tone === "success" || tone === "pending" ? (
                <Choose value={`${slug}:${tenant}`} label={`${choose} ${name}: ${workshop}`} />
              ) : null}
              {before === "" ? (
                <b data-tone={tone} data-short={short}>
                  {words}
                </b>
              ) : (
                <a data-tone={tone} data-short={short} href={`${base}${before}${id}${after}`}>
                  {words}
                </a>
              )}
              {detail === "" ? null : <small>{detail}</small>}
            </td>
          );
        })}
      </tr>
    );
  });
}
