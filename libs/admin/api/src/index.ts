export { openApiDocument } from './openapi/document.js';
export { API_BASE, ALL_ENDPOINTS } from './contract/all.js';
export {
  PERMISSIONS,
  ROLES,
  may,
  permissionsOf,
  type Permission,
  type Role,
} from './access/permissions.js';
