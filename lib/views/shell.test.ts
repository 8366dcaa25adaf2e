import type { Operator, PartnerUser } from "../ctx";
import { settingsEntries, shellView } from "./shell";

const person = {
  userId: "u",
  sessionId: "s",
  signedInAt: new Date("2026-03-10T09:00:00Z"),
  secret: "secret",
  name: "Sanne de Vries",
  email: "sanne@noordlicht.example",
  title: "",
  phone: "",
  locale: null,
  timeZone: null,
};
const user: PartnerUser = {
  kind: "partner",
  ...person,
  partnerId: "p",
  partnerName: "Noordlicht",
  grants: [{ locationId: "l", role: "incentives_user" }],
};
const operator: Operator = { kind: "operator", roles: ["reader"], companies: [], ...person };

test.each([
  [
    "an incentives user",
    user,
    false,
    [
      "engagements",
      "attention",
      "opportunities",
      "claims",
      "payments",
      "insight",
      "runs",
      "settings",
    ],
  ],
  [
    "an incentives user where mail stays here",
    user,
    true,
    [
      "engagements",
      "attention",
      "opportunities",
      "claims",
      "payments",
      "insight",
      "runs",
      "settings",
      "mailbox",
    ],
  ],
  ["a colleague without a role", { ...user, grants: [] }, false, []],
  ["an operator", operator, false, ["programme"]],
] as const)("%s is shown their parts of the console", (_, actor, mailbox, sections) => {
  expect(
    shellView(actor, { mailbox, attention: 0, elsewhere: [], pinned: [], ask: null }).sections,
  ).toEqual(sections);
});

test.each([
  ["an incentives user", user, ["locations", "profile", "notices", "sessions", "security"]],
  [
    "an incentives admin",
    { ...user, grants: [{ locationId: null, role: "incentives_admin" }] },
    ["people", "locations", "profile", "notices", "sessions", "security"],
  ],
  [
    "a colleague without a role",
    { ...user, grants: [] },
    ["profile", "notices", "sessions", "security"],
  ],
  ["an operator", operator, ["profile", "notices", "sessions", "security"]],
] as const)("%s is shown their pages of the settings", (_, actor, pages) => {
  expect(settingsEntries(actor)).toEqual(pages);
});

test("an operator works for no partner", () => {
  expect(
    shellView(user, { mailbox: false, attention: 0, elsewhere: [], pinned: [], ask: null }).partner,
  ).toBe("Noordlicht");
  expect(
    shellView(operator, { mailbox: false, attention: 0, elsewhere: [], pinned: [], ask: null })
      .partner,
  ).toBeUndefined();
});
