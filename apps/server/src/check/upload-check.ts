import { createHash, randomBytes } from 'node:crypto';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { TLSSocket } from 'node:tls';
import type { Finding } from '@waybill/admin-api';
import { Jid } from '@waybill/core';
import type { Slot, SlotRefusal, UploadDesk } from '@waybill/domain';
import type { AttachConfig, Config } from '@waybill/platform';

/** What proving the upload service needs. */
export interface UploadProof {
  readonly desk: UploadDesk;
  /** `standalone`, or an attachment's component domain. */
  readonly host: string;
  /** Whose users may upload there. */
  readonly domain: string;
}

/** Whom a test file can be sent for: the standalone server's users, or those of the first host that is attached. */
export function uploadProofOf(
  desk: UploadDesk | undefined,
  { standalone }: Pick<Config, 'standalone'>,
  attachments: Iterable<{ readonly config: AttachConfig }>,
): UploadProof | undefined {
  if (desk === undefined) return undefined;
  const [own] = standalone.enabled ? standalone.domains : [];
  if (own !== undefined) return { desk, host: 'standalone', domain: own };
  const [attached] = [...attachments].filter(({ config }) => config.hosts.length > 0);
  const [domain] = attached?.config.hosts ?? [];
  if (attached === undefined || domain === undefined) return undefined;
  return { desk, host: attached.config.domain, domain };
}

/** More than the megabyte that nginx takes where nobody has told it otherwise. */
const PROBE_BYTES = 2 * 1024 * 1024;
const ANSWER_TIMEOUT_MS = 15_000;
const FOREIGN_ORIGIN = 'https://client.example';
const WHERE = 'upload.publicUrl';

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly sha256: string;
  /** Why a client would not trust the certificate; undefined where it would, and without TLS. */
  readonly distrust: string | undefined;
}

/**
 * A file as clients send it: a slot, PUT and GET at the public address, whatever stands before the server, and
 * the question of a browser whether it may (CORS).
 */
export async function checkUploads(proof: UploadProof): Promise<readonly Finding[]> {
  const fileName = `waybill-check-${randomBytes(6).toString('hex')}.bin`;
  const requester = Jid.from(`waybill-check@${proof.domain}/check`);
  const sizeBytes = Math.min(PROBE_BYTES, proof.desk.limits.maxFileBytes);
  const wish = {
    requester,
    service: Jid.from(proof.domain),
    host: proof.host,
    fileName,
    sizeBytes,
  };
  const slot = await proof.desk.grant({ ...wish, purpose: 'ephemeral' });
  if ('refused' in slot) return [refused(slot)];
  try {
    return [...addressFindings(slot), ...(await sendAndFetch(slot, randomBytes(sizeBytes)))];
  } finally {
    // a slot that nothing came to ends by itself, and the ledger says so
    const upload = await proof.desk.findByUrl(slot.getUrl);
    if (upload?.state === 'stored') {
      await proof.desk.remove(upload.id, { kind: 'server' }, 'by-operator');
    }
  }
}

function refused({ refused: why }: SlotRefusal): Finding {
  const text = `no slot for a test file: ${why}`;
  return { area: 'upload', check: 'transfer', level: 'fail', text };
}

/** XEP-0363 §4: the URLs are https; clients refuse others. */
function addressFindings({ putUrl }: Slot): readonly Finding[] {
  if (putUrl.startsWith('https:')) return [];
  const text = `${originOf(putUrl)} is not https, and most clients refuse it`;
  const fix = 'upload: { publicUrl: https://NAME }, with a proxy that does TLS; or tls: on';
  return [{ area: 'upload', check: 'https', level: 'fail', text, where: WHERE, fix }];
}

async function sendAndFetch({ putUrl, getUrl }: Slot, body: Buffer): Promise<readonly Finding[]> {
  const head = { area: 'upload', check: 'transfer', subject: originOf(putUrl) } as const;
  const startedAt = performance.now();
  try {
    const preflight = await ask('OPTIONS', putUrl);
    const put = await ask('PUT', putUrl, body);
    const trust = certificateFindings(put, putUrl);
    if (put.status !== 201) {
      return [...trust, { ...head, level: 'fail', ...atFault(put.status, body.length) }];
    }
    const got = await ask('GET', getUrl);
    const sent = createHash('sha256').update(body).digest('hex');
    if (got.status !== 200 || got.sha256 !== sent) {
      const text = `took ${mebibytes(body.length)}, and gave something else back (status ${String(got.status)})`;
      const fix = 'the proxy before it must hand on GET unchanged';
      return [...trust, { ...head, level: 'fail', text, where: WHERE, fix }];
    }
    const milliseconds = Math.round(performance.now() - startedAt);
    const text = `${mebibytes(body.length)} there and back in ${String(milliseconds)} ms, SHA-256 equal`;
    return [...trust, { ...head, level: 'ok', text }, corsFinding(preflight)];
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    return [{ ...head, level: 'fail', where: WHERE, ...unreachable(code, message) }];
  }
}

function ask(method: 'OPTIONS' | 'PUT' | 'GET', url: string, body?: Buffer): Promise<Answer> {
  const request = url.startsWith('https:') ? httpsRequest : httpRequest;
  const headers = {
    Origin: FOREIGN_ORIGIN,
    ...(method === 'OPTIONS' ? { 'Access-Control-Request-Method': 'PUT' } : {}),
    ...(body === undefined ? {} : { 'Content-Length': body.length }),
  };
  // whether the certificate is to be trusted is a finding of its own, not the end of the look
  const options = {
    method,
    headers,
    rejectUnauthorized: false,
    agent: false,
    timeout: ANSWER_TIMEOUT_MS,
  };
  return new Promise((resolve, reject) => {
    const call = request(url, options, (answer) => {
      const hash = createHash('sha256');
      answer.on('data', (chunk: Buffer) => hash.update(chunk));
      answer.once('error', reject);
      answer.once('end', () => {
        const { statusCode: status = 0, headers: given } = answer;
        resolve({ status, headers: given, sha256: hash.digest('hex'), distrust });
      });
    });
    let distrust: string | undefined;
    call.once('socket', (socket) =>
      socket.once('secureConnect', () => {
        const { authorizationError } = socket as TLSSocket;
        distrust = authorizationError ? String(authorizationError) : undefined;
      }),
    );
    call.once('timeout', () =>
      call.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })),
    );
    call.once('error', reject);
    call.end(body);
  });
}

function certificateFindings({ distrust }: Answer, url: string): readonly Finding[] {
  if (distrust === undefined) return [];
  return [
    {
      area: 'upload',
      check: 'certificate',
      subject: originOf(url),
      level: 'warn',
      text: `clients will not trust its certificate (${distrust}), and most do not ask`,
      where: 'standalone.certificateFile',
      fix: `a certificate for ${new URL(url).hostname}, here or at the proxy before it`,
    },
  ];
}

/** Two servers that each add the header make one that browsers refuse. */
function corsFinding({ status, headers }: Answer): Finding {
  const head = { area: 'upload', check: 'browsers' } as const;
  const allowed = headers['access-control-allow-origin'];
  if (status < 300 && (allowed === '*' || allowed === FOREIGN_ORIGIN)) {
    return { ...head, level: 'ok', text: 'pages of other origins may upload (CORS)' };
  }
  const given = allowed === undefined ? 'no Access-Control-Allow-Origin' : `“${allowed}”`;
  const text = `clients in browsers cannot upload: the preflight was answered ${String(status)} with ${given}`;
  const fix = 'let the proxy hand on OPTIONS, and add no Access-Control headers of its own';
  return { ...head, level: 'warn', text, where: WHERE, fix };
}

/** What a status means that is not ours to give for a good PUT. */
function atFault(status: number, bytes: number): Pick<Finding, 'text' | 'where' | 'fix'> {
  const text = `a PUT of ${mebibytes(bytes)} was answered ${String(status)}`;
  switch (status) {
    case 413:
      return {
        text: `${text}: the proxy before it takes no files of that size`,
        fix: 'nginx: client_max_body_size 0; (Waybill knows the size of each slot)',
      };
    case 502:
    case 503:
    case 504:
      return {
        text: `${text}: the proxy does not reach Waybill`,
        where: 'upload.listen',
        fix: 'let it pass to the address and port of upload.listen, by http where upload.tls is off',
      };
    case 507:
      return { text: `${text}: the disk is full`, where: 'upload.folder', fix: 'free some space' };
    default:
      return {
        text: `${text}: something else answers there`,
        where: WHERE,
        fix: 'let it pass all paths and methods to upload.listen, unchanged',
      };
  }
}

function unreachable(code: string, message: string): Pick<Finding, 'text' | 'fix'> {
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return { text: 'the name has no address', fix: 'add it to DNS, or correct upload.publicUrl' };
    case 'ECONNREFUSED':
      return { text: 'nothing listens there', fix: 'start the proxy, or correct upload.publicUrl' };
    case 'ETIMEDOUT':
      return { text: 'no answer, from this machine', fix: 'a firewall is the usual cause' };
    case 'EPROTO':
      return {
        text: `what answers there does not speak TLS, or other TLS (${message})`,
        fix: 'upload.tls: on, or an http:// address behind a proxy that does TLS',
      };
    default:
      return { text: message, fix: 'the address must lead to upload.listen' };
  }
}

const originOf = (url: string) => new URL(url).origin;
const mebibytes = (bytes: number) => `${String(Math.round(bytes / 2 ** 20))} MiB`;
