export { AdminApiModule } from './admin-api.module.js';
export {
  AttachmentDesk,
  AttachmentFault,
  type AttachmentChange,
  type AttachmentSnippet,
  type AttachmentView,
  type AttachmentWish,
  type SnippetPart,
} from './attachments/attachment-desk.js';
export { toAttachment } from './attachments/attachment-view.js';
export {
  newAttachmentBody,
  patchAttachmentBody,
  type AttachmentItem,
} from './schemas/attachments.js';
export {
  FINDING_AREAS,
  type Finding,
  type FindingArea,
  type FindingLevel,
} from './health/finding.js';
export { explain, type Remedy } from './transfers/explanation.js';
export { docAnchor, toFinding } from './health/finding-view.js';
export {
  HealthDesk,
  ProofFault,
  type HealthFindings,
  type ProvenTransfer,
} from './health/health-desk.js';
export { createAdminHttp } from './http/create-admin-http.js';
export { ArgonPasswordHasher } from './operators/argon-password-hasher.js';
export { OtpauthTotp } from './operators/otpauth-totp.js';
export { SessionDesk, type SessionDeskParts } from './users/session-desk.js';
export { BadCsv, importAccounts, type ImportParts } from './users/account-import.js';
export {
  AUDIT_COLUMNS,
  auditRow,
  TRANSFER_COLUMNS,
  transferRow,
  userRow,
} from './exports/export-rows.js';
export type { ImportReport } from './schemas/user-files.js';
export { csvLine } from './exports/csv.js';
export { openApiDocument } from './openapi/document.js';
export {
  ChatSessions,
  type AdminPorts,
  type UploadService,
  type AdminSettings,
  type ChatSessionView,
  type ReadinessPart,
  type ServedHost,
  type SettingView,
} from './ports.js';
