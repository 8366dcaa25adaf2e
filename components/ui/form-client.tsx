"use client";
import {
  startTransition,
  useActionState,
  useContext,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
  type ReactNode,
  type RefObject,
  type SubmitEvent,
} from "react";
import { unstable_isUnrecognizedActionError, unstable_rethrow } from "next/navigation";
import { useForm, type FieldErrors } from "react-hook-form";
import {
  FORM_COMPANY,
  typed,
  type FormAction,
  type FormState,
  type Unsent,
} from "@/lib/web/form-state";
import { ErrorSummary } from "./error-summary";
import { CompanyContext, FormContext, type FormWords } from "./form-context";

type Props = {
  action: FormAction;
  initial: FormState;
  words: FormWords;
  id?: string;
  children: ReactNode;
};

/** The moving part of `Form`. */
export function FormClient({ action, initial, words, id, children }: Props) {
  const [state, send, pending] = useActionState(keeping(action, words.unsent), initial);
  const [over, setOver] = useState<FormState | null>(null);
  const wrong = over === state ? none : state.errors;
  const serverErrors = useMemo(() => byField(wrong), [wrong]);
  const { register, handleSubmit, clearErrors, formState } = useForm<Record<string, unknown>>({
    errors: serverErrors,
    shouldFocusError: false,
  });
  const company = useContext(CompanyContext);
  const [refused, setRefused] = useState(0);
  const summary = useRef<HTMLDivElement>(null);
  const form = useRef<HTMLFormElement>(null);

  const errors = messages(formState.errors);
  const general = wrong.filter((error) => error.field === null);
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
  useOtherSent(form, () => {
    setOver(state);
    clearErrors();
  });
  useErrorTitle(listed.length > 0 && !words.title, words.errorPrefix);

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const data = new FormData(event.currentTarget, event.nativeEvent.submitter);
    await handleSubmit(
      () => startTransition(() => send(data)),
      () => setRefused((times) => times + 1),
    )(event);
  }

  return (
    <FormContext
      value={{
        words,
        values: state.values,
        errors,
        answer: over === state ? undefined : state.answer,
        pending,
        register,
      }}
    >
      {words.title ? (
        <title>{listed.length > 0 ? `${words.errorPrefix} ${words.title}` : words.title}</title>
      ) : null}
      <ErrorSummary title={words.errorSummary} errors={listed} ref={summary} />
      <form
        id={id}
        className="form"
        action={send}
        onSubmit={submit}
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

function byField(errors: FormState["errors"]): FieldErrors<Record<string, unknown>> {
  return Object.fromEntries(
    errors.flatMap(({ field, code, message }) => (field ? [[field, { type: code, message }]] : [])),
  );
}

function messages(errors: FieldErrors<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).flatMap(([field, error]) =>
      error?.message ? [[field, error.message]] : [],
    ),
  );
}

const none: FormState["errors"] = [];

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
