"use client";
import type { Tone } from "./status";

/**
 * One cell: a text, or a text with a second line (`note`), as a link (`href`), as a state (`tone`).
 */
export type Cell =
  | string
  | { text: string; note?: string | undefined; href?: string | undefined; tone?: Tone | undefined };

export type Row = {
  /** Unique in the table, and the row's anchor in the page. */
  id: string;
  /** The first cell heads the row. */
  cells: Cell[];
};

/**
 * The rows of a long `Table`, as data: half the work and half the bytes of rows written out on the
 * server, because there each element is sent twice. Renders on the server too: no JavaScript needed.
 */
export function Rows({ rows }: { rows: Row[] }) {
  return rows.map(({ id, cells }) => (
    <tr key={id} id={id}>
      {cells.map((cell, index) =>
        index === 0 ? (
          <th key={index} scope="row">
            <Content cell={cell} />
          </th>
        ) : (
          <td key={index}>
            <Content cell={cell} />
          </td>
        ),
      )}
    </tr>
  ));
}

function Content({ cell }: { cell: Cell }) {
  if (typeof cell === "string") return cell;
  const { text, note, href, tone } = cell;
  const words = href ? <a href={href}>{text}</a> : text;
  return (
    <>
      {tone ? <span data-tone={tone}>{words}</span> : words}
      {note ? <small>{note}</small> : null}
    </>
  );
}
