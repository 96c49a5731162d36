import { createInterface } from 'node:readline';
import type { ReadStream, WriteStream } from 'node:tty';

/** Where a command reads and writes; tests bring their own. */
export interface Terminal {
  /** Colours and drawn characters are for eyes only. */
  readonly colour: boolean;
  readonly unicode: boolean;
  /** Somebody can be asked. */
  readonly interactive: boolean;
  readonly columns: number;
  out(text: string): void;
  err(text: string): void;
  /** Asks without showing what is typed. @returns undefined when the person gave up (Ctrl-C, Ctrl-D) */
  askSecret(question: string): Promise<string | undefined>;
  /** The first line of standard input. */
  readLine(): Promise<string>;
  /** Aborted by Ctrl-C, for commands that run until then. */
  readonly interrupted: AbortSignal;
}

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';

/** The terminal of this process. */
export function processTerminal(env: Readonly<Record<string, string | undefined>>): Terminal {
  const { stdin, stdout, stderr } = process;
  let interrupted: AbortController | undefined;
  const locale = env['LC_ALL'] ?? env['LC_CTYPE'] ?? env['LANG'] ?? '';
  // a reader that closes the pipe early (`| head`) has what it wanted
  stdout.on('error', () => process.exit(0));
  return {
    colour: stdout.isTTY && env['NO_COLOR'] === undefined,
    unicode: /utf-?8/i.test(locale),
    interactive: stdin.isTTY && stderr.isTTY,
    columns: stdout.isTTY ? stdout.columns : 120,
    out: (text) => void stdout.write(`${text}\n`),
    err: (text) => void stderr.write(`${text}\n`),
    askSecret: (question) => askSecret(stdin, stderr, question),
    readLine: () => readLine(stdin),
    // who never looks at it is ended by Ctrl-C as usual
    get interrupted() {
      if (interrupted !== undefined) return interrupted.signal;
      const controller = (interrupted = new AbortController());
      process.once('SIGINT', () => controller.abort());
      process.once('SIGTERM', () => controller.abort());
      return controller.signal;
    },
  };
}

function askSecret(
  input: ReadStream,
  output: WriteStream,
  question: string,
): Promise<string | undefined> {
  output.write(question);
  input.setRawMode(true);
  input.setEncoding('utf8');
  input.resume();
  return new Promise((resolve) => {
    let typed = '';
    const done = (answer: string | undefined) => {
      input.off('data', take);
      input.setRawMode(false);
      input.pause();
      output.write('\n');
      resolve(answer);
    };
    const take = (chunk: string) => {
      for (const character of chunk) {
        if (character === '\r' || character === '\n') return done(typed);
        if (character === CTRL_C || character === CTRL_D) return done(undefined);
        if (character === '\u007f' || character === '\b') typed = [...typed].slice(0, -1).join('');
        else typed += character;
      }
    };
    input.on('data', take);
  });
}

function readLine(input: ReadStream): Promise<string> {
  return new Promise((resolve) => {
    const lines = createInterface({ input, terminal: false });
    lines.once('line', (line) => {
      resolve(line);
      lines.close();
    });
    lines.once('close', () => resolve(''));
  });
}
