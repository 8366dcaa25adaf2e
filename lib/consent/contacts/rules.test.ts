import { isOutside, whyNotContact, type ContactFacts } from "./rules";

const facts: ContactFacts = {
  tenantDomains: ["vanrijn.example", "xn--mller-kva.example", "gov.uk"],
  partnerDomains: [
    "noordzee.example",
    "xn--lsung-jua.example",
    "noordzee.onmicrosoft.com",
    "noordzee.onmicrosoft.us",
    "noordzee.partner.onmschina.cn",
  ],
  people: ["Robin@Noordzee-Cloud.example", "sam@gmail.com"],
  banned: ["zoe@vanrijn.example"],
};

test.each([
  ["at the customer's domain", "kim@vanrijn.example", null],
  ["outside of it, and of everybody's", "kim@advies.example", null],
  ["at a domain of the partner", "kim@noordzee.example", "contact_own_domain"],
  ["in other letters, with a dot", "KIM@NoordZee.Example.", "contact_own_domain"],
  ["at a sub-domain of the partner's", "kim@klanten.noordzee.example", "contact_own_domain"],
  ["at the partner's, written in its script", "kim@lösung.example", "contact_own_domain"],
  ["at the partner's, in punycode", "kim@mail.xn--lsung-jua.example", "contact_own_domain"],
  [
    "at the partner's part of a shared suffix",
    "kim@noordzee.onmicrosoft.com",
    "contact_own_domain",
  ],
  ["at somebody else's part of it", "kim@vanrijn.onmicrosoft.com", null],
  ["at a domain of the partner's people", "kim@noordzee-cloud.example", "contact_own_domain"],
  ["one of the partner's people", "robin@noordzee-cloud.EXAMPLE", "contact_own_person"],
  ["one of them, at a free mail provider", "Sam@gmail.com", "contact_own_person"],
  ["at a free mail provider", "kim@gmail.com", "contact_free_mail"],
  ["at a part of one", "kim@mail.gmail.com", "contact_free_mail"],
  ["the partner's own contact of the request", "ana@elsewhere.example", "contact_own_person"],
  ["the same mailbox with a tag", "ana+klant@elsewhere.example", "contact_own_person"],
  ["one of the people, with a tag", "sam+x@gmail.com", "contact_own_person"],
  ["at the domain of the partner's own contact", "bo@elsewhere.example", "contact_own_domain"],
  [
    "at the partner's mail part of a shared suffix",
    "kim@noordzee.mail.onmicrosoft.com",
    "contact_own_domain",
  ],
  ["at a sovereign cloud's mail part", "kim@noordzee.mail.onmicrosoft.us", "contact_own_domain"],
  ["at China's mail part", "kim@noordzee.partner.mail.onmschina.cn", "contact_own_domain"],
  ["at somebody else's there", "kim@vanrijn.mail.onmicrosoft.us", null],
  ["where mail is forwarded from", "kim@privaterelay.appleid.com", "contact_free_mail"],
  ["at a lesser known free mail provider", "kim@tutanota.com", "contact_free_mail"],
  ["forbidden after a report", "ZOE@VanRijn.example.", "contact_stopped"],
  ["forbidden, with a tag", "zoe+mci@vanrijn.example", "contact_stopped"],
  ["no address", "kim", "invalid_email"],
])("D19 who can be a customer's contact: %s", (_, email, why) => {
  expect(whyNotContact(email, facts, "Ana@elsewhere.example")).toBe(why);
});

test.each([
  ["kim@vanrijn.example", false],
  ["kim@mail.vanrijn.example", false],
  ["kim@müller.example", false],
  ["kim@gov.uk", false],
  ["kim@council.gov.uk", true],
  ["kim@rijn.example", true],
  ["kim@notvanrijn.example", true],
])("D19 outside of the tenant's domains: %s is %s", (email, outside) => {
  expect(isOutside(email, facts)).toBe(outside);
});
