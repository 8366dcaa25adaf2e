import { monthsBefore } from "./calendar";
import { organisations, type Organisation } from "./names";
import { demoId, randomOf, type Random } from "./random";

/**
 * How far an organisation is: "starter" owns much and protects little, "invested" owns everything
 * and uses little of it, "mature" uses all of it, "small" is below every threshold, "patchy" is known
 * in part alone.
 */
export type Profile = "starter" | "invested" | "mature" | "small" | "patchy";

export type DemoTenant = Organisation & {
  id: string;
  tpid: number | null;
  profile: Profile;
  usage: { month: string; metrics: Record<string, number> }[];
};

const shares: [Profile, number][] = [
  ["starter", 0.3],
  ["invested", 0.15],
  ["mature", 0.15],
  ["small", 0.25],
  ["patchy", 0.15],
];

/** The tenants of the demonstration: the same every time, their months relative to `now`. */
export function demoTenants(now: Date, total: number): DemoTenant[] {
  const months = monthsBefore(now, 6);
  const random = randomOf("tenants");
  let family: { tpid: number; left: number } | null = null;
  return organisations(total, "organisations").map((organisation, at) => {
    if (family === null && random.chance(0.04)) {
      family = { tpid: random.between(1_000_000, 99_999_999), left: random.between(2, 4) };
    }
    const own = random.chance(0.8) ? random.between(1_000_000, 99_999_999) : null;
    const tpid: number | null = family?.tpid ?? own;
    if (family && --family.left === 0) family = null;
    const profile = profileAt(random.next());
    const id = demoId(`tenant:${at}:${organisation.domains[0]}`);
    return { ...organisation, id, tpid, profile, usage: usageOf(profile, months, random) };
  });
}

function profileAt(chance: number): Profile {
  let sum = 0;
  for (const [profile, share] of shares) {
    sum += share;
    if (chance < sum) return profile;
  }
  return "patchy";
}

function usageOf(profile: Profile, months: string[], random: Random): DemoTenant["usage"] {
  const people = profile === "small" ? random.between(12, 90) : random.between(800, 9_000);
  return months.flatMap((month, age) => {
    const gap = profile === "patchy" ? random.chance(0.6) : age > 0 && random.chance(0.12);
    if (gap) return [];
    const metrics = metricsOf(profile, people * (1 - age * 0.01), random);
    const kept = Object.entries(metrics).filter(
      () => !random.chance(profile === "patchy" ? 0.45 : age > 0 ? 0.05 : 0),
    );
    return kept.length > 0 ? [{ month, metrics: Object.fromEntries(kept) }] : [];
  });
}

/** Figures that fit each other: active users are the share of the units that are paid for. */
function metricsOf(profile: Profile, people: number, random: Random): Record<string, number> {
  const about = (value: number) => value * (0.96 + random.next() * 0.08);
  const units = (part: number) => Math.round(about(people * part));
  const bought = profile === "invested" || profile === "mature";
  const used = profile === "mature" ? 0.82 : profile === "small" ? 0.7 : 0.28;
  const share = (part: number) => Math.round(Math.min(0.98, about(part)) * 100) / 100;
  const few = () => random.between(0, 35);
  const teams = { pau: units(0.9), share: share(profile === "mature" ? 0.85 : 0.5) };
  return {
    m365_pau: units(1),
    teams_pau: teams.pau,
    teams_mau: Math.round(teams.pau * teams.share),
    teams_mau_share: teams.share,
    teams_phone_pau: profile === "small" ? few() : units(0.12),
    frontline_pau: units(0.3),
    intune_pau: units(0.6),
    intune_mau_share: share(used),
    viva_mau_share: share(used * 0.6),
    windows_enterprise_pau: units(0.75),
    sharepoint_mau: units(0.55),
    entra_id_p1_pau: units(0.7),
    entra_id_p1_mau_share: share(used),
    purview_pau: bought ? units(0.5) : few(),
    purview_mau_share: share(used * 0.8),
    compliance_pau: bought ? units(0.45) : few(),
    compliance_mau_share: share(used * 0.7),
    defender_pau: bought ? units(0.8) : few(),
    defender_mau_share: share(used * 0.9),
    defender_cloud_mau_share: share(used),
    azure_acr_usd_month: Math.round(about(profile === "small" ? people * 3 : people * 12)),
  };
}
