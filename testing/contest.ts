import { fork, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { makeStamp } from "@/lib/visitors/stamp";
import { WORDING_VERSION, wordingOf } from "@/lib/consent/wording";
import type { PartnerUser, Visitor } from "@/lib/ctx";
import type { Held } from "@/lib/people/members/rules";
import { hashToken, tokenOf } from "@/lib/mail/tokens";
import { BROWSER } from "./asked";
import type { Company, Engagement } from "./fixture";
import { program } from "./compiled";

type Form = {
  decision: "accept" | "decline";
  fullName: string;
  reason: string;
  more: string;
  stamp: string;
  saysLanguages: boolean;
};
export type Job = { at: string } & (
  | { act: "answer" | "withdraw"; visitor: Visitor; form: Form }
  | { act: "submit" | "cancel" | "renew"; actor: PartnerUser; number: number }
  | { act: "lapse" }
  | { act: "join"; visitor: Visitor; fullName: string }
  | { act: "switch"; sessionId: string; to: string }
  | { act: "roles"; actor: PartnerUser; id: string; seen: string; wanted: Held[] }
);

/** A server process of a race. */
export type Server = {
  run: (job: Job) => Promise<string>;
  stop: () => Promise<void>;
  /** `kill -9`, whatever it is doing; what it was asked has no answer then. */
  kill: () => Promise<void>;
};

type Urls = { webUrl: string; workerUrl: string };

/** Starts a process that answers as a web server does, with a database pool of its own. */
export async function startContestant({ webUrl, workerUrl }: Urls): Promise<Server> {
  const child: ChildProcess = fork(program("testing/contestant.ts"), {
    execArgv: [],
    env: {
      ...process.env,
      APP_DATABASE_URL: webUrl,
      WORKER_DATABASE_URL: workerUrl,
      NODE_OPTIONS: "",
    },
  });
  const waiting = new Map<number, (outcome: string) => void>();
  let count = 0;
  await new Promise<void>((resolve, reject) => {
    child.once("message", () => {
      resolve();
    });
    child.once("exit", (code) => {
      reject(new Error(`a contestant ended with ${String(code)}`));
    });
  });
  child.on("message", ({ id, outcome }: { id: number; outcome: string }) => {
    waiting.get(id)?.(outcome);
    waiting.delete(id);
  });
  return {
    run: (job) =>
      new Promise((resolve) => {
        const id = count++;
        waiting.set(id, resolve);
        child.send({ id, job });
      }),
    kill: () =>
      new Promise((resolve) => {
        child.removeAllListeners("exit");
        child.once("exit", () => {
          for (const answer of waiting.values()) answer("killed");
          resolve();
        });
        child.kill("SIGKILL");
      }),
    stop: () =>
      new Promise((resolve) => {
        child.removeAllListeners("exit");
        child.once("exit", () => {
          resolve();
        });
        child.disconnect();
      }),
  };
}

type Place = Pick<Company["location"], "id" | "city" | "country">;
type Admin = Pick<Company["admin"], "userId" | "email">;
/** Whose customers are asked, for which workshop. */
export type Field = {
  partners: { id: string; name: string; location: Place; admin: Admin }[];
  engagement: Pick<Engagement, "id" | "name" | "deliveryDays">;
};

/** One tenant that each of the partners asks for consent to one workshop. */
export type Contest = { tenantId: string; entries: [Entry, ...Entry[]] };
type Entry = { associationId: string; visitor: Visitor };

/** Makes many contests at once: committed rows, as adding and sending leave them. */
export async function makeContests(
  ownerUrl: string,
  count: number,
  field: Field & { start: Date; due: Date },
): Promise<Contest[]> {
  const contests = Array.from({ length: count }, () => newContest(field));
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("begin");
    await client.query(
      `insert into tenants (id, name, country, updated_at)
       select id, 'Contested', 'NL', now() from unnest($1::uuid[]) as id`,
      [contests.map(({ tenantId }) => tenantId)],
    );
    await client.query(
      `insert into tenant_usage (tenant_id, month, metrics)
       select id, date_trunc('month', now())::date, '{"m365_pau": 5000}' from unnest($1::uuid[]) as id`,
      [contests.map(({ tenantId }) => tenantId)],
    );
    await client.query(
      `insert into tenant_eligibility (engagement_id, tenant_id, met, evaluated_at) select $2, id, true, now() from unnest($1::uuid[]) as id`,
      [contests.map(({ tenantId }) => tenantId), field.engagement.id],
    );
    for (const [index, partner] of field.partners.entries()) {
      const mine = contests.map(({ tenantId, entries }) => ({ tenantId, ...entries[index]! }));
      await client.query(
        `insert into associations (id, partner_id, location_id, tenant_id, engagement_id, version_id, origin,
           customer_email, created_at, created_by, time_zone, consent_due_at, requested_at)
         select a, $3, $4, t, $5, version_at($5, now()), 'added', 'c@contested.example', $6, $7, 'Europe/Amsterdam', $8, $6
         from unnest($1::uuid[], $2::uuid[]) as x (a, t)`,
        [
          mine.map((m) => m.associationId),
          mine.map((m) => m.tenantId),
          partner.id,
          partner.location.id,
          field.engagement.id,
          field.start,
          partner.admin.userId,
          field.due,
        ],
      );
      await client.query(
        `insert into consent_requests (id, partner_id, association_id, consent_due_at,
           contact_first_name, contact_last_name, contact_title, contact_email, language,
           partner_contact_name, partner_contact_email, partner_contact_phone, wording_version,
           sent_by, sent_at)
         select r, $3, a, $4, 'Zoë', 'de Vries', 'IT manager', 'zoe@contested.example', 'nl',
           'Robin Jansen', $5, '', $6, $7, $8 from unnest($1::uuid[], $2::uuid[]) as x (r, a)`,
        [
          mine.map((m) => m.visitor.requestId),
          mine.map((m) => m.associationId),
          partner.id,
          field.due,
          partner.admin.email,
          WORDING_VERSION,
          partner.admin.userId,
          field.start,
        ],
      );
      await client.query(
        `insert into consent_links (id, partner_id, request_id, token_hash, created_at)
         select l, $4, r, h, $5 from unnest($1::uuid[], $2::uuid[], $3::bytea[]) as x (l, r, h)`,
        [
          mine.map((m) => m.visitor.linkId),
          mine.map((m) => m.visitor.requestId),
          mine.map((m) => hashToken(tokenOf("consent", m.visitor.linkId))),
          partner.id,
          field.start,
        ],
      );
    }
    await client.query("commit");
  } finally {
    await client.end();
  }
  return contests;
}

function newContest({ partners }: Field): Contest {
  const [first, ...others] = partners.map((partner): Entry => {
    const ids = { linkId: randomUUID(), requestId: randomUUID(), partnerId: partner.id };
    const visitor: Visitor = {
      kind: "visitor",
      token: tokenOf("consent", ids.linkId),
      ...ids,
      ipAddress: "192.0.2.7",
      userAgent: BROWSER,
    };
    return { associationId: randomUUID(), visitor };
  });
  if (!first) throw new Error("a contest needs a partner");
  return { tenantId: randomUUID(), entries: [first, ...others] };
}

/** The answer of a person who read the page for a minute, sent at an instant. */
export function answerAt(
  visitor: Visitor,
  at: Date,
  decision: "accept" | "decline",
  field: Field,
): Extract<Job, { act: "answer" | "withdraw" }> {
  const partner = field.partners.find(({ id }) => id === visitor.partnerId)!;
  const wording = wordingOf("nl", {
    engagementName: field.engagement.name,
    tenantName: "Contested",
    partnerName: partner.name,
    locationCity: partner.location.city,
    locationCountry: partner.location.country,
    deliveryDays: field.engagement.deliveryDays,
  });
  const stamp = makeStamp(visitor, {
    at: new Date(at.getTime() - 60_000),
    language: "nl",
    wordingHash: wording.hash,
  });
  const form = { decision, fullName: "Zoë de Vries", reason: "", more: "", stamp };
  return { act: "answer", at: at.toISOString(), visitor, form: { ...form, saysLanguages: true } };
}

/** Runs the contests, several at a time. */
export async function runAll<C, R>(
  contests: readonly C[],
  run: (contest: C, index: number) => Promise<R>,
  parallel = 6,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let at = next++; at < contests.length; at = next++) {
      results[at] = await run(contests[at]!, at);
    }
  };
  await Promise.all(Array.from({ length: parallel }, lane));
  return results;
}

/** What must hold after any race, whoever won: one row of counts, each of which is nought. */
export const WHOLENESS = `select
    (select count(*)::int from (select 1 from associations
      where consented_at is not null and ended_at is null
      group by engagement_id, tenant_id having count(*) > 1) twice) as twice,
    (select count(*)::int from consent_decisions where decided_at >= consent_due_at) as late,
    (select count(*)::int from associations a left join consent_decisions d on d.association_id = a.id
      where (a.consented_at is not null) <> (d.decision is not distinct from 'accept')
        or (a.end_reason is not distinct from 'declined') <> (d.decision is not distinct from 'decline')) as unproven,
    (select count(*)::int from consent_decisions d where 1 <> (select count(*) from emails e
      where e.template = 'consent-receipt' and e.variables->>'linkId' in
        (select l.id::text from consent_links l where l.request_id = d.request_id))) as unreceipted,
    (select count(*)::int from emails e where e.template = 'consent-receipt')
      - (select count(*)::int from consent_decisions) as receipts_too_many,
    (select count(*)::int from associations a where (a.consented_at is not null)
      <> exists (select from workshop_claims c where c.association_id = a.id)) as without_claim,
    (select count(*)::int from pgboss.job where name = 'tell-others' and data->>'associationId' is not null)
      - (select count(*)::int from consent_decisions where decision = 'accept') as others_told_wrongly,
    (select count(*)::int from audit_faults()) as audit_faults,
    (select count(*)::int from (select partner_id, tab, status, count from customer_counts where count <> 0
      except select partner_id, tab, status, count(*) from customers
        group by partner_id, engagement_id, coalesce(location_id, '00000000-0000-0000-0000-000000000000'), tab, status) wrong) as miscounted`;
export const WHOLE = {
  twice: 0,
  late: 0,
  unproven: 0,
  unreceipted: 0,
  receipts_too_many: 0,
  without_claim: 0,
  others_told_wrongly: 0,
  audit_faults: 0,
  miscounted: 0,
};
