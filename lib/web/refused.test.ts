import { Refusal } from "@/lib/errors";
import { log } from "@/lib/log";
import { refusalOf } from "./door";
import { noteFailedSignIn } from "./refused";

test("who was refused stands in the log, by the code, and who did not get in by whose account it was", () => {
  const said = jest.spyOn(log, "info");
  refusalOf(new Refusal("forbidden", { params: { act: "claims.review" } }));
  noteFailedSignIn("link", { refusal: "link_used" });
  noteFailedSignIn("factor", { id: "0190a1b2-0000-4000-8000-000000000001" });
  expect(said.mock.calls).toEqual([
    [{ refusal: "forbidden" }, "somebody was refused"],
    [{ by: "link", refusal: "link_used" }, "a sign-in was refused"],
    [{ by: "factor", id: "0190a1b2-0000-4000-8000-000000000001" }, "a sign-in was refused"],
  ]);
});
