import { sql } from "drizzle-orm";
import { fileColumn, inWords } from "../../lists/file";
import { peopleRows } from "../../people/members/list";
import { peopleQuery } from "../../people/members/list.schema";
import { houseOf } from "../people";
import { STAFF } from "../people-addresses";
import { momentIn, type Listing } from "./listing";

/** K4: everybody of a company, or of the programme's staff. Refuses as the page does. */
const people = (at: (of: string) => string | undefined): Listing => ({
  name: "people",
  async rows(tx, { search, of }) {
    const { manager, house } = await houseOf(tx, at(of));
    return peopleRows(manager, house, peopleQuery.parse(search));
  },
  columns({ words, zone }) {
    const t = words.people;
    const file = words.common.file;
    const { states, roles } = words.people;
    const held = sql`(select string_agg(${inWords(sql`h ->> 'role'`, roles)} || coalesce(', ' || s.name, ''), '; ' order by h ->> 'role', s.name)
      from jsonb_array_elements(l.held) h left join locations s on s.id = (h ->> 'locationId')::uuid)`;
    return [
      fileColumn(t.columns.name, "text", sql`l.name`),
      fileColumn(file.mail, "text", sql`l.email`),
      fileColumn(t.columns.roles, "text", held, { of: "roles" }),
      fileColumn(t.columns.lastSignIn, "moment", momentIn(sql`e.at`, zone), { of: "lastSignIn" }),
      fileColumn(t.columns.state, "text", inWords(sql`l.state`, states), { of: "state" }),
    ];
  },
});

export const peopleListing = people(() => undefined);
export const operatorsListing = people(() => STAFF);
export const peopleOfPartnerListing = people((of) => of);
