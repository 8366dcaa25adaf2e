import { sql } from "drizzle-orm";
import { z } from "zod";
import { enrolment } from "@/db/schema";
import { translator } from "@/messages";
import { authorize } from "../../access/authorize";
import { inert } from "../../csv/cells";
import { csvFormOf, csvLine, type CsvForm } from "../../csv/write";
import { reading, type Ctx, type Locale, type Operator } from "../../ctx";
import { usualOf } from "../../installation";
import { filePages } from "../../lists/file";
import { hasTyped, isSearch } from "../../lists/search";
import { spells, spellsSql } from "../qualifications/queries";
import { columns, headOf, type Column } from "./columns";

/** Companies in one statement. */
const PORTION = 500;

const row = z.object({
  partnerId: z.string(),
  partner: z.string(),
  partnerCountry: z.string(),
  mpnId: z.string().nullable(),
  name: z.string().nullable(),
  city: z.string().nullable(),
  country: z.string().nullable(),
  timeZone: z.string().nullable(),
  enrolment: z.enum(enrolment.enumValues).nullable(),
  spells,
});

/**
 * The companies that a search finds and their locations, as CSV in the columns of an import: taken in again,
 * it changes nothing. In portions, each from a transaction of its own, as the reader takes them.
 * Throws `forbidden` at once, and breaks off as `filePages` does.
 * @param locale the language of the head and of the states
 */
export function exportPartners(
  ctx: Ctx,
  q: string,
  locale: Locale,
  form: CsvForm = csvFormOf(locale),
  size = PORTION,
): AsyncGenerator<string, void, undefined> {
  authorize(ctx, "programme.read");
  return portions(ctx, q, { locale, form, size });
}

type Written = { locale: Locale; form: CsvForm; size: number };

async function* portions(ctx: Ctx<Operator>, q: string, { locale, form, size }: Written) {
  const { locationIdName } = await reading(ctx, usualOf);
  yield `\u{FEFF}${csvLine(headOf(locale, locationIdName), form)}`;
  const state = translator(locale, "engagements");
  const found = isSearch(q)
    ? sql`(${hasTyped(sql`p.search`, q)} or exists (select from locations s where s.partner_id = p.id and ${hasTyped(sql`s.search`, q)})
        or exists (select from partner_domains d where d.partner_id = p.id and starts_with(d.domain, lower(${q}))))`
    : sql`true`;
  const pages = filePages(ctx, async (tx, after: string | null) => {
    const result = await tx.db.execute(sql`
      select p.id as "partnerId", p.name as partner, p.country as "partnerCountry", l.mpn_id as "mpnId", l.name, l.city,
        l.country, l.time_zone as "timeZone", l.enrolment, ${spellsSql} as spells
      from (select p.* from partners p where (${after}::uuid is null or p.id > ${after}::uuid) and ${found}
        order by p.id limit ${size}) p
      left join locations l on l.partner_id = p.id order by p.id, l.mpn_id`);
    const rows = z.array(row).parse(result.rows);
    return { rows, next: rows.at(-1)?.partnerId ?? null };
  });
  for await (const rows of pages)
    if (rows.length > 0) yield rows.map((one) => csvLine(cellsOf(one), form)).join("");

  function cellsOf(one: z.output<typeof row>): string[] {
    const held = [...one.spells].sort((a, b) => order(a).localeCompare(order(b)));
    const joined = (texts: string[]) => (texts.every((text) => text === "") ? "" : texts.join("|"));
    const values: Record<Column, string | null> = {
      ...one,
      enrolment: one.enrolment && state(`enrolment.${one.enrolment}`),
      qualification: joined(held.map(({ qualification }) => qualification)),
      validFrom: joined(held.map(({ validFrom }) => validFrom)),
      validUntil: joined(held.map(({ validUntil }) => validUntil ?? "")),
    };
    return columns.map((column) => inert(values[column] ?? ""));
  }
}

const order = (one: { qualification: string; validFrom: string }) =>
  `${one.qualification} ${one.validFrom}`;
