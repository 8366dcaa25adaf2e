import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { tokenOf } from "@/lib/mail/tokens";
import { answerAt, makeContests, type Contest, type Field } from "@/testing/contest";
import { BROWSER } from "@/testing/asked";
import { readClock } from "@/lib/time/clock";
import { ask, type Asking } from "./client";
import { quantile } from "./process";

const DAY = 86_400_000;

/**
 * Customers who answer, without JavaScript, `perSecond` of them: the page, then the form. Every
 * answer must be stored. A server that has just started answers slower: some come before that are not
 * counted.
 * @returns the 95th percentile of both in milliseconds
 */
export async function measureAnswers(
  ownerUrl: string,
  port: number,
  { count, perSecond }: { count: number; perSecond: number },
): Promise<{ page: number; answer: number }> {
  const fields = await fieldsOf(ownerUrl);
  await answers(fields, { ownerUrl, port, count: 100, perSecond: perSecond / 2 });
  return answers(fields, { ownerUrl, port, count, perSecond });
}

type Run = { ownerUrl: string; port: number; count: number; perSecond: number };

/** The customers of all partners in turn. */
async function answers(
  fields: Field[],
  { ownerUrl, port, count, perSecond }: Run,
): Promise<{ page: number; answer: number }> {
  const start = new Date(readClock().getTime() - 2 * DAY);
  const due = new Date(readClock().getTime() + 28 * DAY);
  const shares = await Promise.all(
    fields.map(async (field) => {
      const share = Math.ceil(count / fields.length);
      const contests = await makeContests(ownerUrl, share, { ...field, start, due });
      return contests.map((contest, n) => ({ contest, field, n }));
    }),
  );
  const visits = shares.flat().sort((one, other) => one.n - other.n);
  const pages: number[] = [];
  const stored: number[] = [];
  await Promise.all(
    visits.map(async ({ contest, field }, n) => {
      await sleep((n / perSecond) * 1_000);
      const { open, send } = visitOf(contest, n, field, port);
      const page = await ask(open);
      if (page.status !== 200) throw new Error(`the page answered ${String(page.status)}`);
      const answer = await ask(send);
      if (answer.status !== 303) throw new Error(`the form answered ${String(answer.status)}`);
      pages.push(page.milliseconds);
      stored.push(answer.milliseconds);
    }),
  );
  return { page: quantile(pages, 0.95), answer: quantile(stored, 0.95) };
}

function visitOf(
  { entries: [entry] }: Contest,
  n: number,
  field: Field,
  port: number,
): { open: Asking; send: Asking } {
  const ipAddress = `10.${String((n >> 16) & 255)}.${String((n >> 8) & 255)}.${String(n & 255)}`;
  const { form } = answerAt({ ...entry.visitor, ipAddress }, readClock(), "accept", field);
  const { stamp, fullName } = form;
  const path = `/consent/${tokenOf("consent", entry.visitor.linkId)}`;
  const headers = {
    "user-agent": BROWSER,
    "accept-language": "nl",
    "x-forwarded-for": ipAddress,
  };
  const body = new URLSearchParams({ stamp, fullName, decision: "accept", more: "", reason: "" });
  return {
    open: { port, path, headers },
    send: {
      port,
      path,
      headers: {
        ...headers,
        "content-type": "application/x-www-form-urlencoded",
        origin: process.env.APP_URL ?? "",
      },
      body: body.toString(),
    },
  };
}

/** Each partner that there is, with one workshop. */
async function fieldsOf(ownerUrl: string): Promise<Field[]> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ field: Field }>(
      `select jsonb_build_object(
         'partners', jsonb_build_array(jsonb_build_object('id', p.id, 'name', p.name,
           'location', jsonb_build_object('id', l.id, 'city', l.city, 'country', l.country),
           'admin', jsonb_build_object('userId', u.id, 'email', u.email))),
         'engagement', jsonb_build_object('id', e.id, 'name', v.name, 'deliveryDays', v.delivery_days)) as field
       from partners p join locations l on l.partner_id = p.id join memberships m on m.partner_id = p.id
         join users u on u.id = m.user_id,
         engagements e join engagement_versions v on v.id = version_at(e.id, now()) where e.slug = 'microsoft-viva' order by p.name`,
    );
    return rows.map(({ field }) => field);
  } finally {
    await client.end();
  }
}
