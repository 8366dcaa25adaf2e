"use client";
import type { Tone } from "@/components/ui/status";

/** What rows have in common: the words are sent once, and each row names them by their place. */
export type RowKind = {
  type: string;
  tone: Tone;
  status: string;
  /** Tone and words of the request's e-mail. */
  mail?: readonly [Tone, string];
  action: string;
  /** What stands before and after the row's id in the address that the action leads to. */
  to: readonly [string, string];
};

/** One row, as small as it can be sent. */
export type CustomerCells = readonly [name: string, kind: number, id: string];

/** The rows of section 2. Rendered on the server, from a fifth of the data that its markup would be. */
export function CustomerRows({ rows, kinds }: { rows: CustomerCells[]; kinds: RowKind[] }) {
  return rows.map(([name, at, id]) => {
    const kind = kinds[at];
    if (!kind) return null;
    const { type, tone, status, mail, action, to } = kind;
    return (
      <tr key={id} id={id}>
        <th scope="row">{name}</th>
        <td>{type}</td>
        <td>
          <span data-tone={tone}>{status}</span>
          {mail ? (
            <small>
              <span data-tone={mail[0]}>{mail[1]}</span>
            </small>
          ) : null}
        </td>
        <td>
          <a href={to.join(id)} aria-label={`${action}: ${name}`}>
            {action}
          </a>
        </td>
      </tr>
    );
  });
}
