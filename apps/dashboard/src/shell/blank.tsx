/** The page before it knows its reader: the same rules and columns, without a word. */
export function Blank() {
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[208px_1fr]">
      <div className="h-14 border-b border-rule md:h-auto md:border-r md:border-b-0" />
      <div />
    </div>
  );
}
