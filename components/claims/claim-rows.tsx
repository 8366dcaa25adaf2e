"use client";
import { CustomerName } from "@/components/customers/customer-name";
import { Choose } from "@/components/runs/choose";
import type { Tone } from "@/components/ui/status";

export type ClaimCells = {
  number: number;
  tenantId: string;
  customer: string;
  friendlyName: string | null;
  engagement: string;
  location: string;
  status: string;
  /** Tone, days left and the last day; null when no clock runs. */
  deadline: readonly [Tone, string, string] | null;
  payout: string;
};

type Props = {
  rows: ClaimCells[];
  /** Tone and words of each status that occurs. */
  statuses: Record<string, readonly [Tone, string]>;
  none: string;
  /** B2: what a box says in front of the number. */
  choose: string;
};

/** The rows of the list. Rendered on the server, from less data than its markup would be. */
export function ClaimRows({ rows, statuses, none, choose }: Props) {
  return rows.map((row) => {
    const [tone, status] = statuses[row.status] ?? (["neutral", row.status] as const);
    return (
      <tr key={row.number} id={`claim-${String(row.number)}`}>
        <th scope="row">
          <Choose value={String(row.number)} label={`${choose} ${row.number}`} />
          <a href={`/claims/${String(row.number)}`}>{row.number}</a>
        </th>
        <td>
          <CustomerName id={row.tenantId}>{row.customer}</CustomerName>
          {row.friendlyName === null ? null : <small>{row.friendlyName}</small>}
        </td>
        <td>{row.engagement}</td>
        <td>{row.location}</td>
        <td>
          <span className="badge" data-tone={tone}>
            {status}
          </span>
        </td>
        <td>
          {row.deadline === null ? (
            none
          ) : (
            <>
              <span data-tone={row.deadline[0]}>{row.deadline[1]}</span>
              <small>{row.deadline[2]}</small>
            </>
          )}
        </td>
        <td>{row.payout}</td>
      </tr>
    );
  });
}
