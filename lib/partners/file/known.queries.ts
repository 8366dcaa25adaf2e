import { eq, inArray, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { enrolment, locations, partners, users } from "@/db/schema";
import { locales, translator } from "@/messages";
import type { Operator, Tx } from "../../ctx";
import type { Qualification } from "../qualifications/rules";
import { spells, spellsSql } from "../qualifications/queries";
import type { LocationFields, PartnerFields } from "../schema";
import type { Cells } from "./columns";

/** Who changed it last, and when; null: it is not there yet. */
type State = { changedAt: Date | null; changedBy: string | null; changedByName: string | null };

/** A company that the file speaks of; without an id it is not there yet. */
export type KnownPartner = PartnerFields & State & { id: string | null };

/** A location that the file speaks of; without an id it is not there yet. */
export type KnownLocation = LocationFields &
  State & { id: string | null; partner: KnownPartner; enrolment: string; spells: Qualification[] };

export type Known = {
  /** By id. */
  partners: Map<string, KnownPartner>;
  /** By name in small letters. */
  named: Map<string, KnownPartner[]>;
  /** By number. */
  locations: Map<string, KnownLocation>;
  /** The numbers of locations that are there, by what a spreadsheet leaves of them. */
  bare: Map<string, string>;
};

export const nothingKnown = (): Known => ({
  partners: new Map(),
  named: new Map(),
  locations: new Map(),
  bare: new Map(),
});

/** A number without the zeros before it. */
export const withoutZeros = (number: string) => number.replace(/^0+/, "");

/** All numbers of locations that a spreadsheet makes the same as this one: each is found by the index. */
function withZeros(number: string): string[] {
  const bare = withoutZeros(number);
  const most = Math.max(0, LONGEST_NUMBER - bare.length);
  return Array.from({ length: most + 1 }, (_, zeros) => "0".repeat(zeros) + bare);
}
const LONGEST_NUMBER = 10;

/** A company that the rows below can name. */
export function nameIn({ named }: Known, partner: KnownPartner): void {
  const name = partner.name.toLowerCase();
  const others = (named.get(name) ?? []).filter((one) => one !== partner);
  named.set(name, [...others, partner]);
}

/** All that stands of what these rows speak of: by ids, names and numbers. */
export async function loadKnown(tx: Tx<Operator>, rows: readonly Cells[]): Promise<Known> {
  const of = (column: "partner" | "mpnId" | "partnerId") => [
    ...new Set(rows.flatMap((cells) => cells[column] || [])),
  ];
  const names = of("partner").map((name) => name.toLowerCase());
  const ids = of("partnerId").filter((id) => z.guid().safeParse(id).success);
  const editor = alias(users, "editor");
  const at = alias(locations, "l");
  const places = await tx.db
    .select({ location: at, spells: spellsSql, changedByName: editor.name })
    .from(at)
    .leftJoin(editor, eq(editor.id, at.changedBy))
    .where(
      sql`${at.mpnId} = any (${sql.param([...new Set(of("mpnId").flatMap(withZeros))])}::text[])`,
    );
  const owners = places.map(({ location }) => location.partnerId);
  const found = await tx.db
    .select({ partner: partners, changedByName: users.name })
    .from(partners)
    .leftJoin(users, eq(users.id, partners.changedBy))
    .where(
      or(
        names.length > 0
          ? sql`lower(${partners.name}) = any (${sql.param(names)}::text[])`
          : undefined,
        inArray(partners.id, [...new Set([...ids, ...owners])]),
      ),
    );
  const known = nothingKnown();
  for (const { partner, changedByName } of found) {
    const { id, name, country, changedAt, changedBy } = partner;
    const one: KnownPartner = { id, name, country, changedAt, changedBy, changedByName };
    known.partners.set(id, one);
    nameIn(known, one);
  }
  for (const { location, spells: all, changedByName } of places) {
    const { id, mpnId, name, city, country, timeZone, enrolment: stands } = location;
    const partner = known.partners.get(location.partnerId);
    if (!partner) continue;
    const { changedAt, changedBy } = location;
    const fields = {
      id,
      mpnId,
      name,
      city,
      country,
      timeZone,
      changedAt,
      changedBy,
      changedByName,
    };
    known.locations.set(mpnId, {
      ...fields,
      partner,
      enrolment: stands,
      spells: spells.parse(all),
    });
    known.bare.set(withoutZeros(mpnId), mpnId);
  }
  return known;
}

/** A state of an enrolment by its words in any language, and by its own. */
export function enrolmentWords(): Map<string, string> {
  const words = new Map<string, string>();
  for (const state of enrolment.enumValues) {
    words.set(state, state);
    for (const locale of locales)
      words.set(translator(locale, "engagements")(`enrolment.${state}`).toLowerCase(), state);
  }
  return words;
}
