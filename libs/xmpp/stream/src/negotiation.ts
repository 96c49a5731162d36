import {
  Jid,
  NS,
  StanzaError,
  Stanza,
  StreamError,
  childElements,
  payload,
  xml,
  type Element,
} from '@waybill/core';
import type { SignInMechanism } from '@waybill/routing';
import type { C2sContext } from './c2s-context.js';
import type { C2sStream } from './c2s-stream.js';
import {
  checkIqAuth,
  iqAuthErrors,
  iqAuthFields,
  readIqAuth,
  recordRefusal,
  type IqAuthForms,
} from './iq-auth.js';
import { decodeSasl, SaslFailure, saslErrors } from './sasl/sasl-failure.js';
import { openDialogue, type SaslDialogue, type SaslStep } from './sasl/sasl-dialogue.js';
import { freshResource, SignInDesk } from './sign-in-desk.js';
import {
  authFeatures,
  bindFeatures,
  mechanismsOf,
  takesDigestLogin,
  takesPlaintextLogin,
  type SaslMechanism,
  type StreamState,
} from './stream-features.js';
import { toElement, type WireElement } from './wire-element.js';

export const negotiationErrors = {
  // RFC 6120 §4.9.3.12: nothing is taken from strangers
  notAuthorized: new StreamError('not-authorized'),
  tooManyFailures: new StreamError('policy-violation', 'too many failed logins'),
  // XEP-0078 §7: not as a way around SASL
  afterSasl: new StreamError('policy-violation', 'jabber:iq:auth after a failed SASL login'),
  badResource: new StanzaError('modify', 'bad-request', 'the resource is not valid'),
  // RFC 6120 §7.6.2.1
  tooManyResources: new StanzaError(
    'wait',
    'resource-constraint',
    undefined,
    payload('resource-limit-exceeded', 'urn:xmpp:errors'),
  ),
};

/** Who has signed in, and how. */
interface SignedIn {
  readonly jid: Jid;
  readonly mechanism: SignInMechanism;
}

/**
 * A stream's way from its header to a bound resource: encryption, authentication, binding. Dropped afterwards.
 * @see RFC 6120 §4.3.5 for the order; XEP-0078 for the short cut of old clients
 */
export class Negotiation {
  /** Set by SASL; the resource is still to be bound. */
  private signedIn: SignedIn | undefined;
  private dialogue: SaslDialogue | undefined;
  private mechanism: SaslMechanism = 'PLAIN';
  private failures = 0;
  private saslFailed = false;
  private readonly desk: SignInDesk;

  constructor(
    private readonly context: C2sContext,
    private readonly stream: C2sStream,
  ) {
    this.desk = new SignInDesk(context.authenticator, stream.address, (ms) => stream.sleep(ms));
  }

  /** The account, as soon as it is certain. */
  get account(): Jid | undefined {
    return this.signedIn?.jid;
  }

  /** What follows a header of a client that knows features. */
  features(): string {
    const { policy } = this.context;
    return this.signedIn === undefined ? authFeatures(policy, this.state()) : bindFeatures(policy);
  }

  /** Takes a first-level element of a stream without a session. */
  received(element: WireElement): void {
    if (element.ns === NS.tls) this.startTls(element);
    else if (element.ns === NS.sasl) this.sasl(element);
    else if (element.ns !== NS.client || element.name !== 'iq') this.refuse(element);
    else if (this.signedIn !== undefined) this.bind(element, this.signedIn);
    else if (element.payloads[0]?.ns === NS.iqAuth) this.iqAuth(element);
    else this.refuse(element);
  }

  private state(): StreamState {
    const { secured, bindings, address } = this.stream;
    const canStartTls = !secured && this.context.certificates !== undefined;
    return { secured, address, canStartTls, bindings };
  }

  private refuse(element: WireElement): void {
    const known = element.ns === NS.client;
    this.stream.fail(
      known || this.signedIn === undefined
        ? negotiationErrors.notAuthorized
        : new StreamError('unsupported-stanza-type'),
    );
  }

  private startTls(element: WireElement): void {
    const { canStartTls } = this.state();
    if (element.name === 'starttls' && canStartTls && this.signedIn === undefined) {
      this.dialogue = undefined;
      this.stream.startTls();
      return;
    }
    // RFC 6120 §5.4.2.2
    this.stream.send(`<failure xmlns='${NS.tls}'/>`);
    this.stream.close();
  }

  private sasl(element: WireElement): void {
    if (this.signedIn !== undefined) {
      // RFC 6120 §6.4.6: nobody signs in twice
      this.stream.fail(negotiationErrors.notAuthorized);
      return;
    }
    if (element.name === 'auth') this.openSasl(element);
    else if (element.name === 'response' && this.dialogue !== undefined) {
      this.continueSasl(this.dialogue, element);
    } else if (element.name === 'abort') this.failSasl(saslErrors.aborted);
    else this.failSasl(saslErrors.malformed);
  }

  private openSasl(element: WireElement): void {
    this.dialogue = undefined;
    const { policy, authenticator } = this.context;
    const { secured, bindings, domain } = this.stream;
    const name = element.attrs['mechanism'];
    const mechanism = mechanismsOf(policy, this.state()).find((one) => one === name);
    if (mechanism === undefined) {
      const needsTls = !secured && (policy.requireTls || name === 'PLAIN');
      this.failSasl(needsTls ? saslErrors.encryptionRequired : saslErrors.badMechanism);
      return;
    }
    this.mechanism = mechanism;
    const parts = { authenticator, desk: this.desk, domain, bindings };
    this.continueSasl(openDialogue(mechanism, parts), element);
  }

  private continueSasl(dialogue: SaslDialogue, element: WireElement): void {
    this.dialogue = dialogue;
    const message = decodeSasl(toElement(element).getText().trim());
    if (message instanceof SaslFailure) {
      this.failSasl(message);
    } else if (message === undefined && element.name === 'auth') {
      // RFC 6120 §6.4.2: without an initial response the server asks for one
      this.stream.send(`<challenge xmlns='${NS.sasl}'/>`);
    } else {
      const step = dialogue.step(message ?? Buffer.alloc(0));
      this.stream.wait(step.then((outcome) => this.saslStep(outcome)));
    }
  }

  private saslStep(step: SaslStep): void {
    if (step instanceof SaslFailure) this.failSasl(step);
    else if (step.kind === 'refused') this.stream.fail(negotiationErrors.tooManyFailures);
    else if (step.kind === 'challenge') {
      const data = Buffer.from(step.data).toString('base64');
      this.stream.send(`<challenge xmlns='${NS.sasl}'>${data}</challenge>`);
    } else {
      this.dialogue = undefined;
      this.signedIn = { jid: step.jid, mechanism: this.mechanism };
      const data = step.data === undefined ? '' : Buffer.from(step.data).toString('base64');
      this.stream.send(`<success xmlns='${NS.sasl}'>${data}</success>`);
      this.stream.authenticated();
      this.stream.restart();
    }
  }

  private failSasl(failure: SaslFailure): void {
    this.dialogue = undefined;
    this.saslFailed = true;
    this.stream.send(failure.toString());
    this.countFailure();
  }

  /** RFC 6120 §6.4.5: a few retries, then the stream ends. */
  private countFailure(): void {
    if (++this.failures >= this.context.policy.attemptsPerStream) {
      this.stream.fail(negotiationErrors.tooManyFailures);
    }
  }

  private iqAuth(iq: WireElement): void {
    if (this.saslFailed) {
      this.stream.fail(negotiationErrors.afterSasl);
      return;
    }
    const { policy, authenticator } = this.context;
    const { domain, id } = this.stream;
    const forms: IqAuthForms = {
      digest: takesDigestLogin(policy, this.stream),
      plaintext: takesPlaintextLogin(policy, this.stream),
    };
    const type = iq.attrs['type'];
    if (!forms.digest && !forms.plaintext) this.refuseForms(iq);
    else if (type === 'get') this.reply(iq, iqAuthFields(forms));
    else if (type === 'set') {
      const claim = readIqAuth(iq, domain, forms);
      if (claim instanceof StanzaError) this.refuseIqAuth(iq, claim);
      else {
        const checked = checkIqAuth(claim, id, authenticator, this.desk);
        this.stream.wait(
          checked.then((outcome) => {
            if (outcome === 'refused') this.stream.fail(negotiationErrors.tooManyFailures);
            else if (outcome !== undefined) this.failIqAuth(iq, outcome);
            else this.enter(iq, claim, undefined);
          }),
        );
      }
    } else this.stream.fail(negotiationErrors.notAuthorized);
  }

  /** Neither form may be used here: who only asks hears so, who sends a secret all the same stands in the history. */
  private refuseForms(iq: WireElement): void {
    if (iq.attrs['type'] === 'set') this.recordAndFail(iq, iqAuthErrors.unavailable);
    else this.reply(iq, iqAuthErrors.unavailable);
  }

  private refuseIqAuth(iq: WireElement, error: StanzaError): void {
    if (error === iqAuthErrors.notAuthorized) this.recordAndFail(iq, error);
    else this.failIqAuth(iq, error);
  }

  private recordAndFail(iq: WireElement, error: StanzaError): void {
    const recorded = recordRefusal(iq, this.stream.domain, this.desk);
    this.stream.wait(
      recorded.then((outcome) => {
        if (outcome === 'refused') this.stream.fail(negotiationErrors.tooManyFailures);
        else this.failIqAuth(iq, error);
      }),
    );
  }

  private failIqAuth(iq: WireElement, error: StanzaError): void {
    this.reply(iq, error);
    this.countFailure();
  }

  private bind(iq: WireElement, signedIn: SignedIn): void {
    const [name] = iq.payloads;
    if (iq.attrs['type'] !== 'set' || name?.ns !== NS.bind || iq.payloads.length !== 1) {
      this.stream.fail(negotiationErrors.notAuthorized);
      return;
    }
    const request = childElements(toElement(iq))[0];
    const wanted = request?.getChildText('resource') ?? '';
    const jid = signedIn.jid.withResource(wanted === '' ? freshResource() : wanted);
    if (iq.attrs['id'] === undefined || !(jid instanceof Jid)) {
      this.reply(iq, negotiationErrors.badResource);
      return;
    }
    const bound = payload('bind', NS.bind, {}, xml('jid', {}, jid.full));
    this.enter(iq, { jid, mechanism: signedIn.mechanism }, bound);
  }

  /** Binds a resource that may be had. @param answer content of the result that tells so */
  private enter(iq: WireElement, who: SignedIn, answer: Element | undefined): void {
    const { accounts, policy } = this.context;
    const others = accounts.of(who.jid.bare).filter((one) => !one.jid.equals(who.jid));
    if (others.length >= policy.maxSessionsPerAccount) {
      this.reply(iq, negotiationErrors.tooManyResources);
      return;
    }
    this.reply(iq, answer);
    this.stream.bind(who.jid, who.mechanism);
  }

  private reply(iq: WireElement, answer: Element | StanzaError | undefined): void {
    const failed = answer instanceof StanzaError;
    const head = {
      from: Jid.from(this.stream.domain),
      type: failed ? 'error' : 'result',
      id: iq.attrs['id'],
    };
    this.stream.send(Stanza.make('iq', head, failed ? answer.toElement() : answer).toString());
  }
}
