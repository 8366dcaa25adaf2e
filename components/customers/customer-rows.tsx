"use client";
import type { Tone } from "@/components/ui/status";

/** One row, as small as it can be sent: the words are sent once and named here by their keys. */
export type CustomerCells = readonly [
  name: string,
  type: string,
  tone: Tone,
  status: string,
  action: string,
  /** Where the action leads: below the page's own address, or from the start ("/claims/1"). */
  href: string,
  mail?: string,
];

type Props = {
  rows: CustomerCells[];
  /** The address that the actions' addresses go on from. */
  base: string;
  types: Record<string, string>;
  actions: Record<string, string>;
  /** Words and tone of the e-mails' states. */
  mails: Record<string, readonly [Tone, string]>;
};

/** The rows of section 2. Rendered on the server, from a quarter of the data that its markup would be. */
export function CustomerRows({ rows, base, types, actions, mails }: Props) {
  return rows.map(([name, type, tone, status, action, href, mail], index) => {
    const sent = mail === undefined ? undefined : mails[mail];
    return (
      <tr key={index}>
        <th scope="row">{name}</th>
        <td>{types[type]}</td>
        <td>
          <span data-tone={tone}>{status}</span>
          {sent ? (
            <small>
              <span data-tone={sent[0]}>{sent[1]}</span>
            </small>
          ) : null}
        </td>
        <td>
          <a
            href={href.startsWith("/") ? href : `${base}/${href}`}
            aria-label={`${actions[action] ?? ""}: ${name}`}
          >
            {actions[action]}
          </a>
        </td>
      </tr>
    );
  });
}
