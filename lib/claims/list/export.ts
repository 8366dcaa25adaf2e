import { sql } from "drizzle-orm";
import { z } from "zod";
import { translator } from "@/messages";
import { authorize } from "../../access/authorize";
import { csvFormOf, csvHead, separatorOf, type CsvForm } from "../../csv/write";
import { reading, type Ctx, type Locale, type PartnerUser } from "../../ctx";
import { mismatchReasons } from "../../tenants/schema";
import { readableDomains } from "../../readable";
import { claimStatuses } from "../rules";
import { usualOf } from "../../installation";
import { filePages } from "../../lists/file";
import { csvColumns, csvSource } from "./csv-columns";
import { exportFilter, typedLocation } from "./export-filter";
import type { ClaimsQuery } from "./schema";

/** Claims that are looked at in one statement: a small part of the time that a statement may take. */
const PORTION = 2_000;

const portion = z.object({ until: z.number().nullable(), text: z.string().nullable() });

/**
 * The claims that the list shows with these filters, as CSV (RFC 4180, UTF-8 with a byte order mark),
 * by claim ID. Text comes in portions as the reader takes them, each from a transaction of its own: a
 * slow reader holds no connection, and no statement takes long. The order is that of the claim ID,
 * which never changes, so that each claim is in the file once, whatever moves meanwhile.
 * Throws `no_role` at once, before any text; where rights change meanwhile it breaks off with it (`filePages`).
 * @param locale the language of the head, of the statuses and of the reasons
 * @param form what parts the cells, and the decimals of numbers
 * @param size how many claims are looked at in one statement
 */
export function exportClaims(
  ctx: Ctx,
  query: ClaimsQuery,
  locale: Locale,
  form: CsvForm = csvFormOf(locale),
  size = PORTION,
): AsyncGenerator<string, void, undefined> {
  authorize(ctx, "claims.read");
  return portions(ctx, query, { locale, form, size });
}

type Written = { locale: Locale; form: CsvForm; size: number };

async function* portions(
  ctx: Ctx<PartnerUser>,
  asked: ClaimsQuery,
  { locale, form, size }: Written,
) {
  const { locationIdName } = await reading(ctx, usualOf);
  const words = translator(locale, "claimsList", { locationIdName });
  const status = translator(locale, "customers");
  const mismatch = translator(locale, "wizards");
  const statuses = Object.fromEntries(claimStatuses.map((one) => [one, status(`claim.${one}`)]));
  const mismatches = Object.fromEntries(
    mismatchReasons.map((one) => [one, mismatch(`mismatch.${one}`)]),
  );
  yield csvHead(
    csvColumns.map(({ key }) => words(`csv.${key}`)),
    form,
  );

  const pages = filePages(ctx, async (tx, after: number | null) => {
    const query = await typedLocation(tx, asked);
    const { rows } = await tx.db.execute(sql`
      with portion as materialized (
        select * from claim_lines where partner_id = ${tx.actor.partnerId} and number > ${after ?? 0}
        order by number limit ${size})
      select (select max(number) from portion) as until, (
        select string_agg(line, '' order by number) from (
          select l.number, ${lineOf({ statuses, mismatches, now: tx.now, form, locale })} as line
          from ${csvSource(tx.now, sql`portion`)} where ${exportFilter(tx, query)}) lines) as text`);
    const found = z.array(portion).parse(rows)[0];
    return { rows: found?.text ?? null, next: found?.until ?? null };
  });
  for await (const text of pages) if (text !== null) yield readableDomains(text);
}

function lineOf(terms: Parameters<(typeof csvColumns)[number]["value"]>[0]) {
  const values = csvColumns.map(({ value }) => value(terms));
  const separator = sql.raw(`, '${separatorOf[terms.form]}', `);
  return sql`concat(${sql.join(values, separator)}, E'\\r\\n')`;
}
