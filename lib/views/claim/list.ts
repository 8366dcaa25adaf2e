import { authorize } from "../../access/authorize";
import {
  getClaimsHead,
  listClaims,
  type ClaimCell,
  type ClaimLine,
  type ClaimsHead,
} from "../../claims/list/list";
import { endedByClock, groupOf, lineStatus, statusesOf } from "../../claims/list/rules";
import { dueWithin } from "../../lists/schema";
import { claimGroups, claimsQuery, type ClaimsQuery } from "../../claims/list/schema";
import { claimStatuses, payoutOf, type ClaimStatus } from "../../claims/rules";
import type { PartnerUser, Tx } from "../../ctx";
import type { Money } from "../../money";
import { daysLeft, lastDate } from "../../time/deadline";
import { placeName } from "../readable";

export type ClaimRow = {
  number: number;
  customer: { id: string; name: string };
  friendlyName: string | null;
  engagement: { slug: string; name: string };
  location: { mpnId: string; name: string };
  status: ClaimStatus;
  /** Whether the next step is the partner's. */
  toDo: boolean;
  /** The last day of the partner's clock, as YYYY-MM-DD in the claim's zone; null when none runs. */
  deadline: { date: string; daysLeft: number } | null;
  payout: Money | null;
};

type Option<V extends string> = { value: V; count: number };

export type ClaimsListView = {
  query: ClaimsQuery;
  /** Claims of the actor's locations, whatever the filters say. */
  total: number;
  /** What the filters offer: how many claims each would show with the other filters as they are. */
  options: {
    statuses: (Option<ClaimsQuery["status"][number]> & { group: boolean })[];
    engagements: (Option<string> & { name: string })[];
    locations: (Option<string> & { name: string })[];
    /** 100 stands for that many or more. */
    due: Option<ClaimsQuery["due"]>[];
  };
  rows: ClaimRow[];
  /** Where the next page begins; null on the last one. */
  next: string | null;
  /** A search has too many hits to be sorted: what is shown are the first that were met. */
  many: boolean;
};

/**
 * All workshop claims of the partner across engagements, of the locations on which the actor holds a
 * role. Takes the raw search parameters of its address. Throws `no_role`.
 */
export async function claimsList(
  tx: Tx,
  { search }: { search: Record<string, string | string[] | undefined> },
): Promise<ClaimsListView> {
  authorize(tx, "claims.read");
  const query = claimsQuery.parse(search);
  const head = await getClaimsHead(tx, query);
  const { rows, next, many } = await listClaims(tx, atPlace(query, head));
  const cells = head.cells.flatMap(asNow);
  return {
    query,
    total: sum(cells),
    options: optionsOf(query, head, cells, tx.now),
    rows: rows.flatMap((line) => rowOf(tx, line, head)),
    next,
    many,
  };
}

/** An MPN location ID in the search field stands for the location. */
function atPlace(query: ClaimsQuery, { locations }: ClaimsHead): ClaimsQuery {
  const typed = locations.find(({ mpnId }) => mpnId === query.q);
  return typed && query.location === "" ? { ...query, q: "", location: typed.mpnId } : query;
}

/** What ran out counts as what it is now. */
function asNow(cell: ClaimCell): ClaimCell[] {
  if (!cell.lapsed) return [cell];
  const expired = claimStatuses.find((status) => endedByClock(status) === cell.status);
  return expired
    ? [
        { ...cell, count: -cell.count },
        { ...cell, status: expired },
      ]
    : [];
}

function sum(cells: ClaimCell[]): number {
  return cells.reduce((total, { count }) => total + count, 0);
}

function optionsOf(
  query: ClaimsQuery,
  { engagements, locations, soon }: ClaimsHead,
  cells: ClaimCell[],
  now: Date,
): ClaimsListView["options"] {
  const engagement = engagements.find(({ slug }) => slug === query.engagement)?.id;
  const location = locations.find(({ mpnId }) => mpnId === query.location)?.id;
  const wanted = statusesOf(query.status);
  const here = (cell: ClaimCell) => query.location === "" || cell.locationId === location;
  const forIt = (cell: ClaimCell) => query.engagement === "" || cell.engagementId === engagement;
  const standing = (cell: ClaimCell) => wanted === null || wanted.includes(cell.status);
  const count = (...tests: ((cell: ClaimCell) => boolean)[]) =>
    sum(cells.filter((cell) => tests.every((test) => test(cell))));
  const statuses = claimStatuses.map((value) => ({
    value,
    group: false,
    count: count(here, forIt, ({ status }) => status === value),
  }));
  return {
    statuses: [
      ...claimGroups.map((value) => ({
        value,
        group: true,
        count: count(here, forIt, ({ status }) => groupOf[status] === value),
      })),
      ...statuses.filter((option) => option.count > 0 || query.status.includes(option.value)),
    ],
    engagements: engagements.map(({ id, slug, name }) => ({
      value: slug,
      name,
      count: count(here, standing, (cell) => cell.engagementId === id),
    })),
    locations: locations.map(({ id, mpnId, name }) => ({
      value: mpnId,
      name,
      count: count(forIt, standing, (cell) => cell.locationId === id),
    })),
    due: dueWithin.map((value) => ({
      value,
      count: soon.filter(({ dueAt, timeZone }) => daysLeft(dueAt, now, timeZone) <= Number(value))
        .length,
    })),
  };
}

function rowOf(
  { actor, now }: Tx<PartnerUser>,
  line: ClaimLine,
  { engagements, locations }: ClaimsHead,
): ClaimRow[] {
  const engagement = engagements.find(({ id }) => id === line.engagementId);
  const location = locations.find(({ id }) => id === line.locationId);
  if (!engagement || !location) return [];
  const status = lineStatus(line, now);
  const { dueAt, timeZone } = line;
  const running = status === line.status && dueAt.getUTCFullYear() < 9999;
  return [
    {
      number: line.number,
      customer: { id: line.tenantId, name: line.name },
      friendlyName: line.friendlyName,
      engagement: { slug: engagement.slug, name: engagement.name },
      location: { mpnId: location.mpnId, name: placeName(location.name, actor.partnerName) },
      status,
      toDo: groupOf[status] === "to_do",
      deadline: running
        ? { date: lastDate(dueAt, timeZone), daysLeft: daysLeft(dueAt, now, timeZone) }
        : null,
      payout: payoutOf(status, line.payout),
    },
  ];
}
