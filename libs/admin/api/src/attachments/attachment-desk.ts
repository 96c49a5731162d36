import type { Actor } from '@waybill/domain';
import type { Finding } from '../health/finding.js';

export const HOST_SERVERS = ['prosody', 'ejabberd'] as const;
export const ACCOUNT_MODES = ['none', 'managed-there', 'kept-here'] as const;

/** What an operator decides about an attachment. */
export interface AttachmentWish {
  /** Of our component. */
  readonly domain: string;
  readonly server: (typeof HOST_SERVERS)[number];
  /** Of the component listener: `127.0.0.1:5347`. */
  readonly address: string;
  /** Virtual hosts whose users are served and whose copies are believed. */
  readonly hosts: readonly string[];
  readonly accounts: (typeof ACCOUNT_MODES)[number];
  /** What clients show for the relay. */
  readonly name?: string | undefined;
  /** Links at once, for a host server that spreads its stanzas over them. */
  readonly links?: number | undefined;
}

/** What is changed of an attachment; what is undefined stays. */
export type AttachmentChange = {
  readonly [K in Exclude<keyof AttachmentWish, 'domain' | 'name'>]?: AttachmentWish[K] | undefined;
} & {
  /** Null takes it away. */
  readonly name?: string | null | undefined;
};

export const ATTACHMENT_ORIGINS = ['file', 'environment', 'dashboard'] as const;
export const LINK_PHASES = ['connecting', 'linked', 'waiting', 'stopped'] as const;

/** An attachment, and how it is. Instants are epoch milliseconds. */
export interface AttachmentView extends AttachmentWish {
  readonly links: number;
  /** Only what comes from the dashboard can be changed there. */
  readonly origin: (typeof ATTACHMENT_ORIGINS)[number];
  readonly phase: (typeof LINK_PHASES)[number];
  readonly since: number;
  readonly problem:
    { readonly code: string; readonly text: string; readonly fix: string } | undefined;
  readonly handshakeMs: number | undefined;
  readonly reconnects: number;
  readonly mirroring: {
    /** Of stanzas between the host's users, since the start. */
    readonly copies: number;
    /** Not looked at, because too many came at once. */
    readonly shed: number;
    readonly lastCopyAt: number | undefined;
  };
}

/** Something to put into a file of the host server. */
export interface SnippetPart {
  readonly title: string;
  readonly file: string;
  readonly language: 'lua' | 'yaml' | 'text';
  readonly text: string;
}

/** What attaches Waybill to a host server. Holds the secret. */
export interface AttachmentSnippet {
  readonly parts: readonly SnippetPart[];
  /** The command that takes it into use. */
  readonly reload: string;
}

/** Why an attachment was not made, changed or removed. */
export class AttachmentFault {
  constructor(
    readonly code: 'invalid' | 'exists' | 'read-only' | 'not-found' | 'no-secret',
    /** A sentence without a full stop. */
    readonly text: string,
  ) {}
}

/** The host servers that Waybill is a component of, as operators deal with them. Changes are recorded first. */
export abstract class AttachmentDesk {
  abstract list(): readonly AttachmentView[];
  /** Makes its secret, keeps it, and starts to connect. */
  abstract add(wish: AttachmentWish, actor: Actor): Promise<AttachmentView | AttachmentFault>;
  /** Ends the link and makes a new one with what was changed. */
  abstract change(
    domain: string,
    change: AttachmentChange,
    actor: Actor,
  ): Promise<AttachmentView | AttachmentFault>;
  /** Ends its link, and forgets it and its secret. */
  abstract remove(domain: string, actor: Actor): Promise<AttachmentFault | undefined>;
  abstract snippet(domain: string, actor: Actor): Promise<AttachmentSnippet | AttachmentFault>;
  /** Tries everything that a transfer over it needs, in order; bounded in time. */
  abstract check(domain: string): Promise<readonly Finding[] | AttachmentFault>;
  /** Told of every change of a link, and of the list. @returns what ends that */
  abstract watch(listener: () => void): () => void;
}
