"use client";
import {
  startTransition,
  useActionState,
  useContext,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  type ChangeEvent,
  type ReactNode,
  type RefObject,
  type SubmitEvent,
} from "react";
import { unstable_isUnrecognizedActionError, unstable_rethrow } from "next/navigation";
import {
  FORM_COMPANY,
  typed,
  type FormAction,
  type FormState,
  type Unsent,
} from "@/lib/web/form-state";
import { ErrorSummary } from "./error-summary";
import { CompanyContext, FormContext, type FormWords } from "./form-context";
import { isTyped, useAsksToLeave } from "./unsent";

type Props = {
  action: FormAction;
  initial: FormState;
  words: FormWords;
  /** The page's whole title, if the form keeps it. */
  title?: string;
  id?: string;
  children: ReactNode;
};

/** The moving part of `Form`. */
export function FormClient({ action, initial, words, title, id, children }: Props) {
  const [state, send, pending] = useActionState(keeping(action, words.unsent), initial);
  const [since, setSince] = useState<Since | null>(null);
  const company = useContext(CompanyContext);
  const [refused, setRefused] = useState(0);
  const summary = useRef<HTMLDivElement>(null);
  const form = useRef<HTMLFormElement>(null);

  const { errors, over } = since?.state === state ? since : { errors: byField(state), over: false };
  const general = over ? [] : state.errors.filter((error) => error.field === null);
  const listed = [
    ...general,
    ...Object.entries(errors).map(([field, message]) => ({ field, message })),
  ];

  const due = useRef(false);
  useEffect(() => {
    due.current = state.errors.length > 0 || refused > 0;
  }, [state, refused]);
  useEffect(() => {
    if (!due.current || !summary.current) return;
    summary.current.focus();
    due.current = false;
  });
  useOtherSent(form, () => setSince({ state, errors: {}, over: true }));
  useAsksToLeave(() => !pending && (state.errors.length > 0 || isTyped(form)));
  useErrorTitle(listed.length > 0 && !title, words.errorPrefix);
  useLoadsAnew(pending);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    // A download of what it says is asked for as a link is.
    if (event.nativeEvent.submitter?.getAttribute("formmethod") === "get") return;
    event.preventDefault();
    if (pending) return;
    const empty = emptyOf(event.currentTarget);
    if (Object.keys(empty).length > 0) {
      setSince({ state, errors: empty, over });
      setRefused((times) => times + 1);
      return;
    }
    const data = new FormData(event.currentTarget, event.nativeEvent.submitter);
    startTransition(() => send(data));
  }

  /** What is wrong with a field is over once it is changed. */
  function change({ target }: ChangeEvent<HTMLFormElement>) {
    const { [target.name]: changed, ...others } = errors;
    if (changed !== undefined) setSince({ state, errors: others, over });
  }

  return (
    <FormContext
      value={{
        words,
        values: state.values,
        errors,
        answer: over ? undefined : state.answer,
        pending,
      }}
    >
      {title ? <title>{listed.length > 0 ? `${words.errorPrefix} ${title}` : title}</title> : null}
      <ErrorSummary title={words.errorSummary} errors={listed} ref={summary} />
      <form
        id={id}
        className="form"
        action={send}
        onSubmit={submit}
        onChange={change}
        noValidate
        aria-busy={pending}
        ref={form}
      >
        {company === null ? null : <input type="hidden" name={FORM_COMPANY} value={company} />}
        {children}
      </form>
    </FormContext>
  );
}

/**
 * When no answer comes, the form stays with everything typed and says why. The server's markup needs
 * the action itself, for browsers without JavaScript.
 */
function keeping(action: FormAction, words: FormWords["unsent"]): FormAction {
  if (typeof window === "undefined") return action;
  return async (state, data) => {
    try {
      return await action(state, data);
    } catch (error) {
      unstable_rethrow(error);
      const code = unsentCode(error);
      const number = code === "fault" ? ` ${String(Reflect.get(Object(error), "digest"))}` : "";
      const message = `${words[code]}${number}`;
      return { values: typed(data), errors: [{ field: null, code, message }] };
    }
  };
}

function unsentCode(error: unknown): Unsent {
  if (unstable_isUnrecognizedActionError(error)) return "newVersion";
  if (error instanceof Error && error.message === "too_large") return "tooLarge";
  return error instanceof Error && "digest" in error ? "fault" : "noAnswer";
}

/** What became of the errors of an answer since it came. */
type Since = { state: FormState; errors: Record<string, string>; over: boolean };

function byField({ errors }: FormState): Record<string, string> {
  return Object.fromEntries(
    errors.flatMap(({ field, message }) => (field === null ? [] : [[field, message]])),
  );
}

/** The fields that say at once that they are empty, with what they say. */
function emptyOf(form: HTMLFormElement): Record<string, string> {
  const fields = form.querySelectorAll<HTMLInputElement>("[data-required]");
  return Object.fromEntries(
    [...fields].flatMap(({ name, value, dataset }) =>
      value === "" && dataset.required ? [[name, dataset.required]] : [],
    ),
  );
}

/** Another form of the page is sent: as without JavaScript, the page tells of that one from then on. */
function useOtherSent(form: RefObject<HTMLFormElement | null>, then: () => void) {
  const latest = useEffectEvent(then);
  useEffect(() => {
    const sent = ({ target }: Event) => {
      if (target !== form.current) latest();
    };
    document.addEventListener("submit", sent);
    return () => document.removeEventListener("submit", sent);
  }, [form]);
}

/**
 * A newer version answers with an address alone, which the browser opens. Where that is a place on the page that is
 * open, it would only go there, and what was sent would seem to wait for ever.
 */
function useLoadsAnew(pending: boolean) {
  useEffect(() => {
    if (!pending) return;
    const moved = ({ state }: PopStateEvent) => {
      if (state === null) window.location.reload();
    };
    window.addEventListener("popstate", moved);
    return () => window.removeEventListener("popstate", moved);
  }, [pending]);
}

/** "Error: …" in the title of the page for as long as something is wrong. */
function useErrorTitle(wrong: boolean, prefix: string) {
  useEffect(() => {
    if (!wrong) return;
    const title = document.title;
    if (!title.startsWith(prefix)) document.title = `${prefix} ${title}`;
    return () => {
      if (!title.startsWith(prefix)) document.title = title;
    };
  }, [wrong, prefix]);
}
