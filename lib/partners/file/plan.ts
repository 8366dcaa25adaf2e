import { fieldErrors, refuseIfAny, Refusal, type FieldError } from "../../errors";
import { inItsZone } from "../locations/add-location";
import { overlaps, type Qualification } from "../qualifications/rules";
import { locationFields, partnerFields, type LocationFields, type PartnerFields } from "../schema";
import { readCells, readSpells } from "./cells";
import type { Cells, Column } from "./columns";
import {
  nameIn,
  withoutZeros,
  type Known,
  type KnownLocation,
  type KnownPartner,
} from "./known.queries";

export type Given = {
  known: Known;
  /** Who imports, and the companies that they belong to: they decide on nothing of theirs (P6). */
  by: string;
  own: readonly string[];
  /** When they looked at what the file would change: what others changed later is not overwritten (P4). */
  previewedAt: Date | null;
  /** What a location's enrolment is called, by its words in any language. */
  enrolments: ReadonlyMap<string, string>;
};

/** What a row says is done, once `partner` and `location` are there. */
export type Act = {
  partner: KnownPartner;
  /** Another name or country; null: none. */
  partnerChange: PartnerFields | null;
  location: KnownLocation | null;
  /** As it will be; null: it stays as it is. */
  locationChange: LocationFields | null;
  spells: Qualification[];
};
type Texts = Partial<Record<Column, string>>;
export type Plan = {
  outcome: "new" | "changed" | "unchanged" | "refused";
  errors: readonly FieldError[];
  values: Texts;
  before: Texts;
  act: Act | null;
};

/**
 * What becomes of a row of a file of partners and locations (P22): the same for a preview and for the import
 * itself. What it says of a company or location holds for the rows below it.
 */
export function planRow(given: Readonly<Record<string, string>>, around: Given): Plan {
  const errors: FieldError[] = [];
  const cells = readCells(given, complainTo(errors));
  try {
    refuseIfAny(errors);
    const location = around.known.locations.get(cells.mpnId);
    const partner = planPartner(cells, location, around);
    const place = isPlace(cells)
      ? planLocation(cells, { partner: partner.partner, location }, around)
      : nowhere;
    const before = {
      ...textsOf(partner.before, partnerColumns),
      ...textsOf(place.before, locationColumns),
    };
    const stands = place.locationChange ?? place.location;
    const values = {
      ...cells,
      ...textsOf(partner.partnerChange ?? partner.partner, partnerColumns),
      ...textsOf(stands, locationColumns),
    };
    const adds =
      partner.partner.id === null &&
      !around.known.named.get(partner.partner.name.toLowerCase())?.includes(partner.partner);
    if (!adds && !partner.partnerChange && !place.says)
      return { outcome: "unchanged", errors: [], values, before, act: null };
    if (partner.partner.id !== null && around.own.includes(partner.partner.id))
      throw new Refusal("own_company", { field: "partner" });
    const isNew = adds || place.adds;
    hold(partner, place, around.known);
    return {
      outcome: isNew ? "new" : "changed",
      errors: [],
      values,
      before,
      act: { ...partner, ...place },
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { outcome: "refused", errors: error.errors, values: cells, before: {}, act: null };
  }
}

function complainTo(errors: FieldError[]) {
  return (field: Column, code: FieldError["code"], params?: FieldError["params"]) => {
    if (!errors.some((one) => one.field === field)) errors.push({ field, code, params });
  };
}

const partnerColumns = { name: "partner", country: "partnerCountry" } as const;
const locationColumns = {
  mpnId: "mpnId",
  name: "name",
  city: "city",
  country: "country",
  timeZone: "timeZone",
} as const;

/** The errors of fields, at the columns that they stand in. */
function atColumns(errors: readonly FieldError[], names: Readonly<Record<string, Column>>) {
  return errors.map((one) => ({ ...one, field: names[one.field] ?? one.field }));
}

type PartnerPlan = Pick<Act, "partner" | "partnerChange"> & { before: Partial<PartnerFields> };

function planPartner(
  cells: Cells,
  location: KnownLocation | undefined,
  around: Given,
): PartnerPlan {
  const found = partnerOf(cells, location, around.known);
  const checked = (typed: object): PartnerFields => {
    const { success, data, error } = partnerFields.safeParse(typed);
    if (!success) refuseIfAny(atColumns(fieldErrors(error), partnerColumns));
    return data ?? partnerFields.parse(typed);
  };
  if (!found) {
    const fields = checked({ name: cells.partner, country: cells.partnerCountry || undefined });
    const partner = { ...fields, id: null, changedAt: null, changedBy: null, changedByName: null };
    return { partner, partnerChange: null, before: {} };
  }
  // Only its id says for sure that a name or country is another one.
  if (cells.partnerId === "") return { partner: found, partnerChange: null, before: {} };
  const wanted = checked({
    name: cells.partner || found.name,
    country: cells.partnerCountry || found.country,
  });
  const before = differing(["name", "country"], { found, wanted, names: partnerColumns, around });
  return { partner: found, partnerChange: before && wanted, before: before ?? {} };
}

/**
 * The company that a row speaks of: by its id, by its name, by its location; undefined: a new one. Refuses with
 * `import_unknown_partner`, `required_name`, `import_which_partner`.
 */
export function partnerOf(
  cells: Cells,
  location: KnownLocation | undefined,
  { partners, named: byName }: Known,
): KnownPartner | undefined {
  if (cells.partnerId !== "") {
    const found = partners.get(cells.partnerId);
    if (!found) throw new Refusal("import_unknown_partner", { field: "partnerId" });
    return found;
  }
  if (cells.partner === "") {
    if (!location) throw new Refusal("required_name", { field: "partner" });
    return location.partner;
  }
  const named = byName.get(cells.partner.toLowerCase()) ?? [];
  if (cells.partnerCountry !== "")
    return named.find(({ country }) => country === cells.partnerCountry);
  if (named.length > 1) throw new Refusal("import_which_partner", { field: "partnerCountry" });
  return named[0];
}

const isPlace = (cells: Cells) =>
  [
    cells.mpnId,
    cells.name,
    cells.city,
    cells.country,
    cells.timeZone,
    cells.qualification,
    cells.validFrom,
    cells.validUntil,
    cells.enrolment,
  ].some((cell) => cell !== "");

type LocationPlan = Pick<Act, "location" | "locationChange" | "spells"> & {
  adds: boolean;
  says: boolean;
  before: Partial<LocationFields>;
};
const nowhere: LocationPlan = {
  location: null,
  locationChange: null,
  spells: [],
  adds: false,
  says: false,
  before: {},
};

function planLocation(
  cells: Cells,
  { partner, location }: { partner: KnownPartner; location: KnownLocation | undefined },
  around: Given,
): LocationPlan {
  if (location && location.partner !== partner)
    throw new Refusal("import_of_another", {
      field: "mpnId",
      params: { partner: location.partner.name },
    });
  if (!location) refuseLostZeros(cells.mpnId, around.known);
  const moved = location && cells.country !== "" && cells.country !== location.country;
  const typed = {
    mpnId: cells.mpnId,
    name: cells.name || (location?.name ?? ""),
    city: cells.city || (location?.city ?? ""),
    country: cells.country || location?.country,
    timeZone: cells.timeZone || (moved ? "" : (location?.timeZone ?? "")),
  };
  const { success, data, error } = locationFields.safeParse(typed);
  if (!success) refuseIfAny(atColumns(fieldErrors(error), locationColumns));
  const fields = inItsZone(data ?? locationFields.parse(typed));
  refuseEnrolment(cells.enrolment, location?.enrolment ?? "invited", around.enrolments);
  const names = locationFields.keyof().options;
  const before =
    location &&
    differing(names, { found: location, wanted: fields, names: locationColumns, around });
  const errors: FieldError[] = [];
  const spells = readSpells(cells, location, complainTo(errors)).filter(
    (one) => !location?.spells.some((other) => isSpell(one, other)),
  );
  refuseIfAny(errors);
  refuseTwice(spells, location);
  const made: KnownLocation = {
    ...fields,
    id: null,
    partner,
    changedAt: null,
    changedBy: null,
    changedByName: null,
    enrolment: "invited",
    spells: [],
  };
  return {
    location: location ?? made,
    locationChange: before ? fields : null,
    spells,
    adds: !location,
    says: !location || before !== null || spells.length > 0,
    before: before ?? {},
  };
}

const isSpell = (one: Qualification, other: Qualification) =>
  one.qualification === other.qualification &&
  one.validFrom === other.validFrom &&
  one.validUntil === other.validUntil;

/** 12345 where 0012345 is known: a spreadsheet took the zeros for nothing. */
function refuseLostZeros(mpnId: string, { bare }: Known): void {
  const near = bare.get(withoutZeros(mpnId));
  if (mpnId !== "" && near !== undefined)
    throw new Refusal("import_zeros", { field: "mpnId", params: { value: near } });
}

function refuseEnrolment(cell: string, stands: string, enrolments: Given["enrolments"]): void {
  if (cell !== "" && enrolments.get(cell) !== stands)
    throw new Refusal("import_enrolment", { field: "enrolment" });
}

/** What a row changes, as it was; null: nothing. What somebody else changed meanwhile is told (P4). */
function differing<Name extends string>(
  all: readonly Name[],
  given: {
    found: Record<Name, string> & Omit<KnownPartner, "name" | "country">;
    wanted: Record<Name, string>;
    names: Readonly<Record<Name, Column>>;
    around: Given;
  },
): Partial<Record<Name, string>> | null {
  const { found, wanted, names, around } = given;
  const differs = all.filter((name) => found[name] !== wanted[name]);
  const [first] = differs;
  if (first === undefined) return null;
  const { previewedAt, by } = around;
  if (found.changedAt && previewedAt && found.changedAt > previewedAt && found.changedBy !== by) {
    const who = {
      by: found.changedBy === null ? "import" : "person",
      name: found.changedByName ?? "",
    };
    throw new Refusal("import_meanwhile", {
      field: names[first],
      params: { ...who, value: found[first] },
    });
  }
  const before: Partial<Record<Name, string>> = {};
  for (const name of differs) before[name] = found[name];
  return before;
}

/** A qualification counts once on each day. */
function refuseTwice(spells: readonly Qualification[], location: KnownLocation | undefined): void {
  const all = [...(location?.spells ?? [])];
  for (const one of spells) {
    const at = all.findIndex(
      (other) => other.qualification === one.qualification && other.validFrom === one.validFrom,
    );
    if (at >= 0) all.splice(at, 1);
    if (all.some((other) => overlaps(one, other)))
      throw new Refusal("qualification_twice", { field: "validFrom" });
    all.push(one);
  }
}

/** What a good row says holds for those below it. */
function hold({ partner, partnerChange }: PartnerPlan, place: LocationPlan, known: Known): void {
  if (partnerChange) Object.assign(partner, partnerChange);
  nameIn(known, partner);
  const { location, locationChange: wanted, spells } = place;
  if (!location) return;
  if (wanted) Object.assign(location, wanted);
  known.locations.set(location.mpnId, location);
  const begun = (one: Qualification) => `${one.qualification} ${one.validFrom}`;
  const said = new Set(spells.map(begun));
  location.spells = [...location.spells.filter((one) => !said.has(begun(one))), ...spells];
}

function textsOf(fields: object | null, names: Readonly<Record<string, Column>>): Texts {
  const found: Texts = {};
  for (const [name, value] of Object.entries(fields ?? {})) {
    const column = names[name];
    if (column) found[column] = String(value);
  }
  return found;
}
