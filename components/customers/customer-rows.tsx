"use client";
import type { Tone } from "@/components/ui/status";
import { CustomerName } from "./customer-name";
import { Choose } from "../runs/choose";
import { rowAnchor } from "./row-anchor";

/** What many rows have in common is sent once, and named by its place; "": there is no next step. */
export type RowAct = readonly [type: string, action: string, before: string, after: string];

/** A state of rows: which of the acts is next, its words, and tone and words of the request's e-mail. */
export type RowKind = readonly [
  act: number,
  tone: Tone,
  status: string,
  mail?: readonly [Tone, string],
];

type Props = {
  rows: string;
  kinds: RowKind[];
  acts: RowAct[];
  /** B2: what stands before the tenant in the value of a row's box, and in front of its name in its words. */
  choose: readonly [before: string, words: string];
};

/** The rows of section 2. Rendered on the server, from a fifth of the data that its markup would be. */
export function CustomerRows({ rows, kinds, acts, choose: [workshop, words] }: Props) {
  return rows.split("\n").map((row) => {
    const [at = "", id = "", tenant = ""] = row.split(" ", 3);
    const name = row.slice(at.length + id.length + tenant.length + 3);
    const [place = 0, tone, status, mail] = kinds[Number(at)] ?? [];
    const act = acts[place];
    if (!act) return null;
    const [type, action, before, after] = act;
    return (
      <tr key={id} id={rowAnchor(id)}>
        <th scope="row">
          <Choose value={`${workshop}:${tenant || id}`} label={`${words} ${name}`} />
          <CustomerName id={tenant || id}>{name}</CustomerName>
        </th>
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
          {action === "" ? null : (
            <a href={`${before}${id}${after}`} aria-label={`${action}: ${name}`}>
              {action}
            </a>
          )}
        </td>
      </tr>
    );
  });
}
