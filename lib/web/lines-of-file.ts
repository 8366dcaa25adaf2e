import { decode } from "@/lib/csv/decode";
import { formOf } from "./form-state";

/** The form with the lines of its small text file behind what was typed; the file itself is gone. */
export async function withLines(sent: FormData, file: string, field: string): Promise<FormData> {
  const data = formOf(sent);
  const found = data.get(file);
  const all = new FormData();
  for (const [name, value] of data) if (name !== file) all.append(name, value);
  if (!(found instanceof File) || found.size === 0) return all;
  let text = "";
  const bytes = new Uint8Array(await found.arrayBuffer());
  for await (const piece of decode(once(bytes), () => undefined)) text += piece;
  const typed = data.get(field);
  const lines = [typeof typed === "string" ? typed.trim() : "", text.replace(/^\uFEFF/, "")];
  all.set(field, lines.filter((one) => one !== "").join("\n"));
  return all;
}

/** The form with the bytes of a small file, in base64, in the file's place; nothing where none was chosen. */
export async function withFile(data: FormData, field: string): Promise<FormData> {
  const found = data.get(field);
  if (!(found instanceof File)) return data;
  const all = new FormData();
  for (const [name, value] of data) if (name !== field) all.append(name, value);
  const bytes = Buffer.from(await found.arrayBuffer());
  all.set(field, bytes.toString("base64"));
  return all;
}

async function* once(bytes: Uint8Array) {
  yield await Promise.resolve(bytes);
}
