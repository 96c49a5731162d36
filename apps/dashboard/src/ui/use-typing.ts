import { useEffect, useRef, useState } from 'react';

/** The first letter is looked for at once, and what follows as often as this. */
const BEAT_MS = 120;

interface Typing {
  readonly text: string;
  readonly setText: (text: string) => void;
  /** For the input element. */
  readonly composition: {
    readonly onCompositionStart: () => void;
    readonly onCompositionEnd: () => void;
  };
}

/**
 * The text of a box that narrows a list as one types. The list's address says the same, but later: what comes back from
 * there is followed only if it is none of what was typed here.
 * @param value what the address has
 * @param meaning of a text, as the address would have it
 * @param onTyped is told texts whose meaning is another than `value`
 */
export function useTyping(
  value: string,
  meaning: (text: string) => string,
  onTyped: (text: string) => void,
): Typing {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  // Told, and not yet come back, in this order; what came back overtook those before it.
  const [underWay, setUnderWay] = useState<readonly string[]>([]);
  const [composing, setComposing] = useState(false);
  const toldAt = useRef(-Infinity);
  const meant = meaning(text);
  if (seen !== value) {
    setSeen(value);
    const at = underWay.indexOf(value);
    setUnderWay(at < 0 ? [] : underWay.slice(at + 1));
    if (at < 0 && meant !== value) setText(value);
  }
  const told = underWay.at(-1) ?? value;
  useEffect(() => {
    // The letters that a Chinese word is typed by are not yet the word.
    if (meant === told || composing) return;
    const tell = (): void => {
      toldAt.current = performance.now();
      setUnderWay((before) => [...before, meant]);
      onTyped(text);
    };
    const timer = setTimeout(tell, toldAt.current + BEAT_MS - performance.now());
    return () => {
      clearTimeout(timer);
    };
  }, [meant, told, text, composing, onTyped]);
  return {
    text,
    setText,
    composition: {
      onCompositionStart: () => {
        setComposing(true);
      },
      onCompositionEnd: () => {
        setComposing(false);
      },
    },
  };
}
