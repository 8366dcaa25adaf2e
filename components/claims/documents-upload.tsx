"use client";
import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useRef, useState, type DragEvent } from "react";
import { Button } from "@/components/ui/button";
import { useAsksToLeave } from "@/components/ui/unsent";
import styles from "./documents.module.css";
import { keepSending } from "./keep-sending";

type Words = Record<
  | "choose"
  | "upload"
  | "drop"
  | "waiting"
  | "checking"
  | "added"
  | "cancel"
  | "cancelled"
  | "waits"
  | "lost"
  | "tooLarge",
  string
>;
type Props = { id: string; action: string; accept: string; mostBytes: number; words: Words };

/** `share` runs from 0 to 1 while the file is on its way, `said` is what there is to tell. */
type Upload = { id: number; name: string; share: number | null; said: string; failed: boolean };

/**
 * A form that uploads several files. Without JavaScript it is a plain one; with it, files start when
 * they are chosen or dropped, one after the other, each with its progress, and can be cancelled.
 */
export function DocumentsUpload({ id, action, accept, mostBytes, words }: Props) {
  const router = useRouter();
  const [ready, setReady] = useState(false);
  const [over, setOver] = useState(false);
  const [uploads, setUploads] = useState<Upload[]>([]);
  const [told, setTold] = useState("");
  const queue = useRef(Promise.resolve());
  const stops = useRef(new Map<number, () => void>());
  const count = useRef(0);
  const field = useRef<HTMLInputElement>(null);
  const onReady = useEffectEvent(() => {
    setReady(true);
    take();
  });
  useEffect(onReady, []);
  useAsksToLeave(() => uploads.some(({ failed }) => !failed));

  const change = (at: number, to: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.id === at ? { ...one, ...to } : one)));
  const finish = (at: number, name: string, said: string) => {
    stops.current.delete(at);
    change(at, { share: null, said, failed: true });
    setTold(`${name}: ${said}`);
  };

  function begin(files: FileList) {
    setUploads((all) => all.filter(({ failed }) => !failed));
    for (const file of files) {
      const at = ++count.current;
      const stopped = { yet: false };
      setUploads((all) => [
        ...all,
        { id: at, name: file.name, share: 0, said: words.waiting, failed: false },
      ]);
      stops.current.set(at, () => {
        stopped.yet = true;
        finish(at, file.name, words.cancelled);
      });
      queue.current = queue.current.then(async () => {
        if (stopped.yet) return;
        if (file.size > mostBytes) return finish(at, file.name, words.tooLarge);
        const sending = keepSending(action, file, {
          progress: (share) => change(at, { share, said: share < 1 ? "" : words.checking }),
          waits: () => {
            change(at, { share: 0, said: words.waits });
            setTold(`${file.name}: ${words.waits}`);
          },
        });
        stops.current.set(at, sending.abort);
        const wrong = await sending.ended;
        if (wrong !== null) {
          const said = { aborted: words.cancelled, lost: words.lost };
          return finish(at, file.name, wrong in said ? said[wrong as keyof typeof said] : wrong);
        }
        stops.current.delete(at);
        setUploads((all) => all.filter((one) => one.id !== at));
        setTold(`${file.name}: ${words.added}`);
        router.refresh();
      });
    }
  }

  /** What was chosen, also while the page was not listening yet. */
  function take() {
    const { current: input } = field;
    if (!input?.files?.length) return;
    begin(input.files);
    input.value = "";
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    begin(event.dataTransfer.files);
  }

  return (
    <form
      method="post"
      action={action}
      encType="multipart/form-data"
      autoComplete="off"
      className={styles.upload}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label htmlFor={id}>{words.choose}</label>
      <input
        id={id}
        type="file"
        name="files"
        multiple
        accept={accept}
        aria-describedby={ready ? `${id}-drop` : undefined}
        ref={field}
        onChange={take}
      />
      {ready ? (
        <p className="hint" id={`${id}-drop`}>
          {words.drop}
        </p>
      ) : (
        <Button type="submit">{words.upload}</Button>
      )}
      {uploads.length > 0 ? (
        <ul>
          {uploads.map(({ id: at, name, share, said, failed }) => (
            <li key={at}>
              <span>{name}</span>
              {share === null ? null : <progress aria-label={name} max={1} value={share} />}
              <span data-tone={failed ? "danger" : undefined}>{said}</span>
              {failed ? null : (
                <Button
                  variant="subtle"
                  aria-label={`${words.cancel}: ${name}`}
                  onClick={() => stops.current.get(at)?.()}
                >
                  {words.cancel}
                </Button>
              )}
            </li>
          ))}
        </ul>
      ) : null}
      <p role="status" className="visually-hidden">
        {told}
      </p>
    </form>
  );
}
