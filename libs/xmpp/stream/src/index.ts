export { XmlStream, toElement } from './xml-stream.js';
export { ParserPool } from './parser-pool.js';
