import { formOf, typed } from "./form-state";
import { withLines } from "./lines-of-file";

test.each([[undefined], [null], ["x"], [7], [[]], [{ get: 1 }], [new Map([["a", "b"]])]])(
  "an action that was sent %p for its form has an empty one",
  async (sent) => {
    expect([...formOf(sent)]).toEqual([]);
    expect(typed(formOf(sent))).toEqual({});
    expect([...(await withLines(sent as unknown as FormData, "file", "people"))]).toEqual([]);
  },
);

test("a form is itself", () => {
  const form = new FormData();
  form.append("a", "b");
  expect(formOf(form)).toBe(form);
});
