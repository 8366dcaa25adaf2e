import { payeeProfiles } from "@/db/schema";
import { requireFresh } from "../../access/fresh";
import { changedBy } from "../../changes";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal, type FieldError } from "../../errors";
import { moveEnrolment } from "../enrolment/move-enrolment";
import { lockPlace } from "../enrolment/queries";
import { takesPayee, toDoOf } from "../enrolment/rules";
import { findPayee, type PayeeProfile } from "./queries";
import { lastFourOf, openFields } from "./rules";
import type { PayeeInput } from "./schema";
import { sealAccount } from "./seal-account";
import { tellPayee } from "./tell-payee";

/**
 * P28: an incentives admin of the location, who signed in just now, says where it is paid. The programme
 * validates it; a location that waited for nothing else goes on to it too. All its admins are told.
 * Refuses with `not_found`, `no_role`, `sign_in_again`, `enrolment_moved` before the invitation is accepted
 * or when the location is discontinued, and with `changed_meanwhile` when somebody else changed it since.
 */
export async function changePayee(
  ctx: Ctx,
  { location, version: seen, account, ...profile }: PayeeInput,
): Promise<void> {
  authorize(ctx, "locations.enrol");
  requireFresh(ctx);
  await transaction(ctx, async (tx) => {
    const place = await lockPlace(tx, location);
    if (!takesPayee(place.enrolment)) throw new Refusal("enrolment_moved");
    const before = await findPayee(tx, place);
    if (before && before.version !== seen) refuseChanged(before, profile);
    const at = { partnerId: place.partnerId, locationId: place.id, version: seen + 1 };
    const open = { ...profile, accountKind: account.kind, lastFour: lastFourOf(account) };
    const { proof, ...sealed } = sealAccount(at, account);
    const given = { givenAt: tx.now, givenBy: tx.actor.userId };
    await tx.db.insert(payeeProfiles).values({ ...at, ...open, ...sealed, proof, ...given });
    const now = { ...place, payeeProfile: "validating" as const };
    if (place.enrolment === "action_required" && toDoOf(place) === "payee")
      await moveEnrolment(tx, now, { to: "validating", quiet: true });
    await tellPayee(tx, place, { kind: "changed", by: tx.actor.name, lastFour: open.lastFour });
    await record(tx, {
      event: "payee.changed",
      subjectId: place.id,
      partnerId: place.partnerId,
      data: {
        version: at.version,
        before: before ? shown(before) : null,
        after: shown(open),
        legalNameBefore: before?.legalName ?? null,
        legalName: open.legalName,
        taxNumberBefore: before?.taxNumber ?? null,
        taxNumber: open.taxNumber,
        proof,
      },
    });
  });
}

type Shown = Pick<PayeeProfile, "country" | "currency" | "accountKind" | "lastFour">;

function shown({ country, currency, accountKind, lastFour }: Shown): Shown {
  return { country, currency, accountKind, lastFour };
}

/** What stands now, field by field; of the account its last four characters. */
function refuseChanged(
  now: PayeeProfile,
  wanted: Pick<PayeeInput, (typeof openFields)[number]>,
): never {
  const fields = openFields
    .filter((field) => now[field] !== wanted[field])
    .map((field): FieldError => ({ field, code: "stands_now", params: { value: now[field] } }));
  const account: FieldError = {
    field: "accountKind",
    code: "stands_now",
    params: { value: `•••• ${now.lastFour}` },
  };
  throw changedBy(now.givenByName ?? undefined, [...fields, account]);
}
