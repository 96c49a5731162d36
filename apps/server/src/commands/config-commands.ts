import { showConfig, type ShownSetting } from '@waybill/platform';
import { CommandFailure, EXIT, type Command } from './command.js';
import { table } from './format.js';

const valueText = (value: unknown) =>
  value === undefined ? '(not set)' : typeof value === 'string' ? value : JSON.stringify(value);

const originText = ({ source, where }: ShownSetting) => (where === '' ? source : where);

export const configCheck: Command = {
  words: 'config check',
  arity: [0, 0],
  summary: 'Check the configuration without starting anything',
  example: 'waybill config check --config /etc/waybill/waybill.yml',
  run: (invocation) => {
    const loaded = invocation.config();
    if (loaded instanceof CommandFailure) return Promise.resolve(loaded);
    const { files, origins } = loaded;
    const from = files.length === 0 ? 'no file, defaults only' : files.join(', ');
    const text = `the configuration is valid (${from}; ${origins.size} settings given)`;
    invocation.print({ valid: true, files, given: origins.size }, text);
    return Promise.resolve(EXIT.ok);
  },
};

export const configShow: Command = {
  words: 'config show',
  operands: '[PREFIX]',
  arity: [0, 1],
  summary: 'Show every setting, its value and where that comes from',
  details: 'PREFIX narrows the list, for example to "limits.c2s". Passwords are masked.',
  example: 'waybill config show standalone',
  run: (invocation) => {
    const loaded = invocation.config();
    if (loaded instanceof CommandFailure) return Promise.resolve(loaded);
    const prefix = invocation.operands[0] ?? '';
    const shown = showConfig(loaded).filter(({ path }) => path.startsWith(prefix));
    if (shown.length === 0) {
      return Promise.resolve(CommandFailure.usage(`no setting begins with "${prefix}"`));
    }
    const rows = shown.map((one) => [one.path, valueText(one.value), originText(one)]);
    invocation.print(shown, table([['SETTING', 'VALUE', 'FROM'], ...rows]));
    return Promise.resolve(EXIT.ok);
  },
};
