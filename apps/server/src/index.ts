export { StandaloneServer, type StandaloneOptions } from './modes/standalone.js';
export { configurationPage } from './docs/configuration-page.js';
export { xepTable } from './docs/xep-table.js';
