/**
 * The people of the demonstration, on reserved domains: who may be signed in with one click in demo
 * mode (lib/web) and whom the demonstration data creates (scripts/demo).
 */
export const personas = [
  { key: "admin", name: "Noor van Dijk", email: "noor.vandijk@noordzee-cloud.example" },
  { key: "user", name: "Lucas Moreau", email: "lucas.moreau@noordzee-cloud.example" },
  { key: "colleague", name: "Sanne Bakker", email: "sanne.bakker@noordzee-cloud.example" },
  { key: "competitor", name: "Henrik Lindqvist", email: "henrik.lindqvist@fjordline-it.example" },
  { key: "operator", name: "Amara Okafor", email: "amara.okafor@programme.example" },
  { key: "reviewer", name: "Jonas Weber", email: "jonas.weber@programme.example" },
] as const;

export type Persona = (typeof personas)[number];
export type PersonaKey = Persona["key"];
