import { randomUUID } from "node:crypto";
import { reading, type Operator, type PartnerUser } from "@/lib/ctx";
import { Refusal } from "@/lib/errors";
import type { consented } from "./claims";
import { askConsentView } from "@/lib/views/ask-consent";
import { editClaim } from "@/lib/claims/edit-claim";
import { editInput } from "@/lib/claims/schema";
import { saveContact } from "@/lib/consent/save-contact";
import { sendConsent } from "@/lib/consent/send";
import { decideContact } from "@/lib/consent/contacts/decide-contact";
import type { fixture } from "./fixture";

const DAY = 86_400_000;
export const outside = "noor@advies.example";

/** A company with a domain of its own, a round to ask for, and the acts around its contact (D19). */
export function contactCases(f: ReturnType<typeof fixture>) {
  const day = (days: number) => new Date(f.now.getTime() + days * DAY);
  async function start() {
    const company = await f.partner();
    await f.sql("insert into partner_domains (partner_id, domain) values ($1, $2)", [
      company.id,
      `own-${company.id.slice(0, 8)}.example`,
    ]);
    const engagement = await f.engagement();
    const tenant = await f.tenant({ eligibleFor: [engagement] });
    const round = await f.association(company, tenant, engagement);
    return { company, engagement, tenant, round, own: `own-${company.id.slice(0, 8)}.example` };
  }

  type Case = Awaited<ReturnType<typeof start>>;

  async function fill(
    { company, round }: Pick<Case, "company" | "round">,
    email: string,
    contactReason = "",
    at = f.now,
  ): Promise<string> {
    const draft = randomUUID();
    await saveContact(f.ctx(company.admin, at), {
      firstName: "Noor",
      lastName: "de Wit",
      title: "CIO",
      email,
      contactReason,
      language: "nl",
      partnerName: "Robin Jansen",
      partnerEmail: "robin@partner.example",
      partnerPhone: "",
      draft,
      associationId: round.id,
    });
    return draft;
  }
  const send = async (it: Case, email = outside, reason = "She advises the board", at = f.now) =>
    sendConsent(f.ctx(it.company.admin, at), { draftId: await fill(it, email, reason, at) });
  const codesOf = async (act: Promise<unknown>) => {
    const error: unknown = await act.then(
      () => new Error("done"),
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof Refusal)) throw error;
    return error.errors.map(({ field, code }) => `${field}:${code}`);
  };
  const mails = (partnerId: string) =>
    f.sql<{ template: string; recipient: string; variables: Record<string, unknown> }>(
      "select template, recipient, variables from emails where partner_id = $1 order by created_at, recipient",
      [partnerId],
    );
  const releaseOf = async (partnerId: string) =>
    (
      await f.sql<{ id: string; decision: string | null }>(
        "select id, decision from contact_releases where partner_id = $1 order by asked_at desc",
        [partnerId],
      )
    )[0]!;
  const rowOf = async (it: Case) =>
    (
      await f.sql(
        "select status, contact_release, mail_state from customers where association_id = $1",
        [it.round.id],
      )
    )[0];
  const events = async (chain: string) =>
    (
      await f.sql<{ event: string }>(
        "select event from audit_log where chain = $1 and event ~ '^(consent|contact)' order by seq",
        [chain],
      )
    ).map(({ event }) => event);
  const show = (it: Case, step: "start" | "contact", actor: PartnerUser = it.company.admin) =>
    reading(f.ctx(actor, day(1)), (tx) =>
      askConsentView(tx, {
        slug: it.engagement.slug,
        associationId: it.round.id,
        draft: step === "start" ? null : randomUUID(),
        step,
      }),
    );
  const decide = async (
    it: { company: { id: string } },
    decision: "released" | "refused",
    note = "",
    actor?: Operator,
  ) => {
    const { id } = await releaseOf(it.company.id);
    const staff = actor ?? (await f.operator());
    await decideContact(f.ctx(staff, day(1)), { release: id, decision, note });
    return id;
  };

  const edit = (it: Awaited<ReturnType<typeof consented>>, email: string, contactReason = "") =>
    editClaim(
      f.ctx(it.company.admin, day(5)),
      editInput.parse({
        part: "customer",
        number: String(it.claim.number),
        version: String(it.claim.version),
        firstName: "Noor",
        lastName: "Bakker",
        title: "CIO",
        email,
        contactReason,
        language: "en",
        confirmed: "yes",
      }),
    );

  return { day, start, fill, send, codesOf, mails, releaseOf, rowOf, events, show, decide, edit };
}
type Cases = ReturnType<typeof contactCases>;
export type Case = Awaited<ReturnType<Cases["start"]>>;
