/**
 * The people of the demonstration, by whose e-mail addresses one click signs in (DEMO=1 alone).
 * The demo data creates them: an incentives admin, an incentives user of one location, a colleague
 * without a role, a competing partner's admin, and somebody of the programme.
 */
export const personas = [
  { key: "admin", email: "admin@contoso-consulting.example" },
  { key: "user", email: "user@contoso-consulting.example" },
  { key: "colleague", email: "colleague@contoso-consulting.example" },
  { key: "rival", email: "rival@fabrikam-services.example" },
  { key: "operator", email: "operator@programme.example" },
] as const;

export type PersonaKey = (typeof personas)[number]["key"];
