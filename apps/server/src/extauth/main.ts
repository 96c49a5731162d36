import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { AuthApiClient } from './auth-api-client.js';
import { bridge } from './bridge.js';

const USAGE = `Usage: waybill-extauth --url http://127.0.0.1:8082/auth --name NAME --token-file FILE

Lets ejabberd check passwords of accounts that Waybill keeps (extauth_program). NAME is the component's domain.
`;

// standard output belongs to ejabberd: what people should read goes to standard error
const tell = (text: string) => void process.stderr.write(`waybill-extauth: ${text}\n`);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      url: { type: 'string', default: 'http://127.0.0.1:8082/auth' },
      name: { type: 'string' },
      'token-file': { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const { url, name, 'token-file': file, help } = values;
  if (help === true || name === undefined || file === undefined) {
    process.stderr.write(USAGE);
    return help === true ? 0 : 2;
  }
  const token = readFileSync(file, 'utf8').trim();
  const client = new AuthApiClient({ url, name, token }, tell);
  await bridge(process.stdin, process.stdout, (call) => client.ask(call));
  client.close();
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  tell(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
