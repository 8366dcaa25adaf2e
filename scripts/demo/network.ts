import { eq } from "drizzle-orm";
import { operatorRoles, sessions, users } from "@/db/schema";
import { enter, within } from "@/db/within";
import { addDomain } from "@/lib/consent/contacts/add-domain";
import {
  transaction,
  type Ctx,
  type Operator,
  type PartnerUser,
  type System,
  type Tx,
} from "@/lib/ctx";
import { addPartner } from "@/lib/partners/add-partner";
import { addLocation } from "@/lib/partners/locations/add-location";
import { saveQualification } from "@/lib/partners/qualifications/save-qualification";
import { changeSettings } from "@/lib/programme/change-settings";
import { initProgramme } from "@/lib/programme/init-programme";
import { dateIn } from "@/lib/time/deadline";
import { enrol } from "./acts/enrol";
import { forgetMails } from "./acts/forget-mails";
import { join } from "./acts/join";
import { signIn } from "./acts/sign-in";
import { knowAccount, network, staff, type PersonKey } from "./people";
import { demoProgramme } from "./programme";

type Member = (typeof staff)[number];
type Company = (typeof network)[number];
type Office = { tx: Tx; system: Ctx<System>; office: Ctx<Operator> };

/**
 * The programme, its staff, and the companies with their locations and people: made by the acts of the programme's first
 * operator and of each company's people, as in real use, in the owner's transaction.
 */
export async function makeNetwork(tx: Tx): Promise<void> {
  const system: Ctx<System> = {
    actor: { kind: "system", name: "setup" },
    now: tx.now,
    db: within(tx.db),
  };
  const [first, ...others] = staff;
  if (!first) throw new Error("the programme has nobody");
  const at = { tx, system, office: await letIn(tx, system, first) };
  const { name, keptYears, privacyTexts: _, ...told } = demoProgramme;
  await changeSettings(at.office, {
    ...{
      revision: 1,
      name,
      keptYears,
      operatorsFactor: false,
      approverPays: true,
      twoEditors: false,
      liveLookup: false,
    },
    ...told,
  });
  for (const other of others) await letIn(tx, system, other);
  for (const company of network) await found(at, company);
  await enter(tx.db, { actor: "system" });
  await tx.db.delete(sessions).where(eq(sessions.createdAt, tx.now));
  await forgetMails(tx);
}

/** P2: who works for the programme, with every role, signed in there. */
async function letIn(tx: Tx, system: Ctx<System>, person: Member): Promise<Ctx<Operator>> {
  const { name, email: operator } = person;
  await initProgramme(
    system,
    {
      name: demoProgramme.name,
      operator,
      personName: name,
      language: "en",
      currency: "USD",
      add: true,
    },
    { mails: false },
  );
  const [account] = await tx.db
    .select({ id: users.id })
    .from(users)
    .where(eq(users.email, operator));
  const signedIn = await introduce(tx, { id: account?.id ?? "", person, partnerId: null });
  return {
    ...system,
    actor: { kind: "operator", roles: operatorRoles, companies: [], ...signedIn },
  };
}

async function found(
  { tx, system, office }: Office,
  { id: partner, fields, domains, places, people }: Company,
): Promise<void> {
  await transaction(office, (by) => addPartner(by, fields, { id: partner }));
  for (const domain of domains) await addDomain(office, { partner, domain });
  for (const { id, mpnId, name, city, country, timeZone, qualifications } of places) {
    const place = { mpnId, name, city, country, timeZone };
    await transaction(office, (by) => addLocation(by, partner, place, { id }));
    const qualified = { partner, location: id, validFrom: dateIn(tx.now, "UTC"), validUntil: null };
    for (const qualification of qualifications)
      await saveQualification(office, { ...qualified, qualification });
  }
  let admin: PartnerUser | undefined;
  for (const person of people) {
    const id = await join(
      { system, office },
      { ...person, at: partner, language: person.locale ?? "en" },
    );
    const signedIn = await introduce(tx, { id, person, partnerId: partner });
    const { grants } = person;
    if (grants.some(({ role }) => role === "incentives_admin"))
      admin ??= {
        kind: "partner",
        ...signedIn,
        partnerId: partner,
        partnerName: fields.name,
        grants,
      };
  }
  if (!admin) throw new Error(`${fields.name} has no admin`);
  for (const { id, country, ...goal } of places) {
    const place = { id, country, legalName: fields.name };
    if (!(await enrol({ office, admin: { ...system, actor: admin } }, place, goal)))
      throw new Error(`no way leads ${goal.name} to where it stands`);
  }
}

/** Somebody tells what no invitation asks for, and is signed in. */
async function introduce(
  tx: Tx,
  { id, person, partnerId }: { id: string; person: Member; partnerId: string | null },
) {
  const { key, title, phone, locale }: Member & { key: PersonKey } = person;
  knowAccount(key, id);
  await enter(tx.db, { actor: "system" });
  await tx.db.update(users).set({ title, phone, locale }).where(eq(users.id, id));
  const expiresAt = new Date(tx.now.getTime() + 3_600_000);
  return signIn(tx, { userId: id, partnerId, expiresAt });
}
