import { reading, type PartnerUser } from "@/lib/ctx";
import { ask } from "@/testing/asked";
import { fixture } from "@/testing/fixture";
import { whereRound } from "./where-round";

const make = fixture();

test("a mail's link leads to the row wherever the round stands now, and nobody else there", async () => {
  const partner = await make.partner();
  const other = await make.partner();
  const engagement = await make.engagement();
  const { association } = await ask(make, { company: partner, engagement });
  const { slug } = engagement;
  const find = (actor: PartnerUser, at = make.now, where = slug) =>
    reading(make.ctx(actor, at), (tx) =>
      whereRound(tx, { slug: where, associationId: association.id }),
    );
  expect(await find(partner.admin)).toMatchObject({ slug, list: "eligible", row: association.id });
  const later = new Date(association.consentDueAt.getTime() + 60_000);
  expect(await find(partner.admin, later)).toMatchObject({ list: "history", row: association.id });
  await expect(find(other.admin)).rejects.toMatchObject({ code: "not_found" });
  const elsewhere = await make.engagement();
  await expect(find(partner.admin, make.now, elsewhere.slug)).rejects.toMatchObject({
    code: "not_found",
  });
});
