import { z } from "zod";
import { requireFresh } from "../access/fresh";
import { administers, authorize } from "../access/authorize";
import type { Operator, PartnerUser, Tx } from "../ctx";
import { Refusal } from "../errors";
import { getPlace, listMoves, type MoveLine, type Place } from "../partners/enrolment/queries";
import { placeOnRoad, takesPayee, toDoOf, type ToDo } from "../partners/enrolment/rules";
import { listPayees, type PayeeProfile } from "../partners/payee/queries";

export type LocationEvent = {
  key: string;
  at: Date;
  name: string | null;
  reason: string | null;
} & (
  | { kind: "moved"; to: MoveLine["to"]; mover: MoveLine["mover"] }
  | { kind: "payee"; what: "changed" | "valid" | "rejected"; lastFour: string }
);

export type LocationFacts = Omit<Place, "partnerId"> & {
  payee: PayeeProfile | null;
  /** What became of enrolment and payee profile, the latest first. */
  history: LocationEvent[];
};

export type LocationView = LocationFacts & {
  /** Of the four steps to the first earning; null: it rests, or is over. */
  step: number | null;
  toDo: ToDo | null;
  /** What the programme said last, when it asked for something. */
  asked: string | null;
  mayChange: boolean;
  takesPayee: boolean;
};

/** P27, P28: one location: where it stands, what is missing and what to do. Throws `no_role` and `not_found`. */
export async function locationPage(tx: Tx, { id }: { id: string }): Promise<LocationView> {
  authorize(tx, "locations.read");
  const facts = await locationFacts(tx, id);
  const [last] = facts.history.filter((event) => event.kind === "moved");
  const back = last?.mover === "operator" && last.to === facts.enrolment;
  return {
    ...facts,
    step: placeOnRoad(facts.enrolment),
    toDo: toDoOf(facts),
    asked: back ? last.reason : null,
    mayChange: administers(tx.actor, id),
    takesPayee: takesPayee(facts.enrolment),
  };
}

/** U13: before it is filled in the reader proves who they are. */
export type PayeePageView = Pick<Place, "id" | "name" | "country"> & {
  payee: PayeeProfile | null;
};

/** P28: the form for where a location is paid. Throws `no_role` and `not_found`, also where it cannot be filled in, and `sign_in_again`. */
export async function payeePage(tx: Tx, { id }: { id: string }): Promise<PayeePageView> {
  authorize(tx, "locations.enrol");
  const { name, country, enrolment, payee } = await locationFacts(tx, id);
  if (!administers(tx.actor, id)) throw new Refusal("no_role");
  if (!takesPayee(enrolment)) throw new Refusal("not_found");
  requireFresh(tx);
  return { id, name, country, payee };
}

/** What partner and programme read of a location. Refuses with `not_found`. */
export async function locationFacts(
  tx: Tx<PartnerUser> | Tx<Operator>,
  id: string,
): Promise<LocationFacts> {
  if (!z.guid().safeParse(id).success) throw new Refusal("not_found");
  const { partnerId, ...place } = await getPlace(tx, id);
  const at = { partnerId, id };
  const payees = await listPayees(tx, at);
  const moves = (await listMoves(tx, at)).map(
    ({ id: key, movedAt, to, mover, name, reason }): LocationEvent => ({
      ...{ key, kind: "moved", at: movedAt, to, mover, name, reason },
    }),
  );
  const history = [...moves, ...payees.flatMap(eventsOf)];
  history.sort((a, b) => b.at.getTime() - a.at.getTime());
  return { ...place, payee: payees[0] ?? null, history };
}

function eventsOf(payee: PayeeProfile): LocationEvent[] {
  const { version, lastFour, decision, decidedAt, reason } = payee;
  const given: LocationEvent = {
    ...{ key: `given ${String(version)}`, kind: "payee", what: "changed", lastFour, reason: null },
    at: payee.givenAt,
    name: payee.givenByName,
  };
  if (decision === null || decidedAt === null) return [given];
  const key = `decided ${String(version)}`;
  const { returnedAt, returnedWhy } = payee;
  const back: LocationEvent[] =
    returnedAt === null
      ? []
      : [
          {
            key: `returned ${String(version)}`,
            kind: "payee",
            what: "rejected",
            lastFour,
            at: returnedAt,
            name: null,
            reason: returnedWhy,
          },
        ];
  return [
    ...back,
    { key, kind: "payee", what: decision, lastFour, at: decidedAt, name: null, reason },
    given,
  ];
}
