import type { Terminal } from '../../src/commands/terminal.js';

/** A terminal that remembers what was printed, with somebody at it who has given their answers beforehand. */
export class FakeTerminal implements Terminal {
  readonly colour = false;
  readonly columns = 120;
  readonly interrupt = new AbortController();
  readonly interrupted: AbortSignal = this.interrupt.signal;
  output = '';
  errors = '';
  onOutput: (text: string) => void = () => undefined;

  constructor(
    private readonly answers: string[] = [],
    readonly interactive = true,
    readonly unicode = true,
  ) {}

  out(text: string): void {
    this.output += `${text}\n`;
    this.onOutput(text);
  }

  err(text: string): void {
    this.errors += `${text}\n`;
  }

  askSecret(question: string): Promise<string | undefined> {
    this.errors += question;
    return Promise.resolve(this.answers.shift());
  }

  readLine(): Promise<string> {
    return Promise.resolve(this.answers.shift() ?? '');
  }
}
