export { StandaloneServer, type StandaloneOptions } from './modes/standalone.js';
