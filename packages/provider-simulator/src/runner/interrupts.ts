/**
 * One Ctrl-C can arrive twice: from the terminal, and passed on by npm. What comes within this time is the same
 * key press.
 */
const SAME_KEY_PRESS_MS = 500;

export interface InterruptHandlers {
  /** On the first SIGINT or SIGTERM. */
  readonly onFirst: () => void;
  /** On every later one. */
  readonly onAgain: () => void;
}

/** Takes over SIGINT and SIGTERM of this process until the returned function is called. */
export function catchInterrupts({ onFirst, onAgain }: InterruptHandlers): () => void {
  let first: number | undefined;
  const listener = () => {
    if (first === undefined) {
      first = Date.now();
      onFirst();
    } else if (Date.now() - first > SAME_KEY_PRESS_MS) onAgain();
  };
  process.on("SIGINT", listener).on("SIGTERM", listener);
  return () => void process.off("SIGINT", listener).off("SIGTERM", listener);
}
