import { pipeline } from "node:stream/promises";
import { Writable } from "node:stream";
import { readFiles } from "./multipart";

test("a file that cannot be kept is read past: the next one is taken, and the form ends", async () => {
  const form = new FormData();
  for (const name of ["first", "second"])
    form.append("file", new File([Buffer.alloc(1_000_000, name)], name));
  const request = new Request("http://localhost/", { method: "POST", body: form });
  const taken: string[] = [];
  const full = () =>
    new Writable({
      write: (_piece, _encoding, done) =>
        done(Object.assign(new Error("full"), { code: "ENOSPC" })),
    });
  await readFiles(request, { files: 5, bytes: 10_000_000 }, async ({ name, stream }) => {
    await pipeline(stream, full()).catch(() => taken.push(name));
  });
  expect(taken).toEqual(["first", "second"]);
}, 5_000);
