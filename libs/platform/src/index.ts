export { listenAddress, parseListenAddress, type ListenAddress } from './config/listen-address.js';
export { variableName } from './config/environment.js';
export type { ConfigProblem, Source } from './config/layers.js';
export {
  describeProblems,
  loadConfig,
  type ConfigSources,
  type LoadedConfig,
  type Origin,
} from './config/load.js';
export { ATTACHMENTS_FILE, writeAttachments } from './config/attachments-file.js';
export { attachSchema, configSchema, type AttachConfig, type Config } from './config/schema.js';
export { settings, type Setting } from './config/schema-walk.js';
export { showConfig, type ShownSetting } from './config/show.js';
export { systemClock, type Clock } from './observability/clock.js';
export {
  createLog,
  type Log,
  type LogFields,
  type LogFormat,
  type LogLevel,
  type LogOutput,
} from './observability/log.js';
export { Metrics } from './observability/metrics.js';
