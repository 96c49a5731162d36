export { openApiDocument } from './openapi/document.js';
export { API_BASE, ALL_ENDPOINTS } from './contract/all.js';
