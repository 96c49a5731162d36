export { AdminApiModule } from './admin-api.module.js';
export { createAdminHttp } from './http/create-admin-http.js';
export { ArgonPasswordHasher } from './operators/argon-password-hasher.js';
export { OtpauthTotp } from './operators/otpauth-totp.js';
export { openApiDocument } from './openapi/document.js';
export {
  ChatSessions,
  type AdminPorts,
  type AdminSettings,
  type ChatSessionView,
  type ReadinessPart,
} from './ports.js';
