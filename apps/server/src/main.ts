import { runCommandLine } from './commands/run.js';
import { processTerminal } from './commands/terminal.js';

// The one place that reads the environment; everybody else is given what they need.
const { env } = process;
process.exitCode = await runCommandLine(process.argv.slice(2), processTerminal(env), env);
