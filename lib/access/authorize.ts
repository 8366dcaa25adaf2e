import type { Actor, Ctx, Operator, PartnerUser, System, Tx, Visitor } from "../ctx";
import { Refusal } from "../errors";
import {
  mayDo,
  mayDoAt,
  operatorPolicy,
  partnerPolicy,
  systemPolicy,
  visitorPolicy,
  type OperatorAct,
  type PartnerAct,
  type SystemAct,
  type VisitorAct,
} from "./policy";

type Asked = { actor: Actor };

/**
 * First line of every verb and view: may this actor do this act?
 * Narrows the context to the kind of actor whose act it is.
 * Throws `no_role` to a partner's person without the role, `forbidden` to everybody else; to staff with the `act`.
 */
export function authorize(ctx: Ctx, act: PartnerAct): asserts ctx is Ctx<PartnerUser>;
export function authorize(ctx: Tx, act: PartnerAct): asserts ctx is Tx<PartnerUser>;
export function authorize(ctx: Ctx, act: OperatorAct): asserts ctx is Ctx<Operator>;
export function authorize(ctx: Tx, act: OperatorAct): asserts ctx is Tx<Operator>;
export function authorize(ctx: Ctx, act: VisitorAct): asserts ctx is Ctx<Visitor>;
export function authorize(ctx: Tx, act: VisitorAct): asserts ctx is Tx<Visitor>;
export function authorize(ctx: Ctx, act: SystemAct): asserts ctx is Ctx<System>;
export function authorize(ctx: Tx, act: SystemAct): asserts ctx is Tx<System>;
export function authorize(
  { actor }: Asked,
  act: PartnerAct | OperatorAct | VisitorAct | SystemAct,
): void {
  if (act in partnerPolicy && actor.kind === "partner") {
    if (mayDoAt(actor, act as PartnerAct)) return;
    throw new Refusal("no_role");
  }
  if (act in operatorPolicy && actor.kind === "operator") {
    if (mayDo(actor, act as OperatorAct)) return;
    throw new Refusal("forbidden", { params: { act } });
  }
  if (act in visitorPolicy && actor.kind === "visitor") return;
  if (act in systemPolicy && actor.kind === "system") return;
  throw new Refusal("forbidden");
}

/** S20: whether someone holds an incentives role on this location, by itself or for the company. */
export function worksAt(actor: PartnerUser, locationId: string): boolean {
  return actor.grants.some((grant) => grant.locationId === null || grant.locationId === locationId);
}

/** Whether someone is an incentives admin of this location, by itself or for the company. */
export function administers(actor: PartnerUser, locationId: string): boolean {
  return actor.grants.some(
    ({ role, locationId: at }) => role === "incentives_admin" && (at === null || at === locationId),
  );
}
