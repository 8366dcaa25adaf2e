/** An address as it is read: where it does not fit on a line, it goes on behind its @. */
export function EmailText({ children: email }: { children: string }) {
  const at = email.lastIndexOf("@") + 1;
  return (
    <>
      {email.slice(0, at)}
      <wbr />
      {email.slice(at)}
    </>
  );
}
