// Clients that sign in with SCRAM-SHA-1 or PLAIN, bind a resource, send presence, and then hand over each stanza.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "load.h"

client *clients;
int client_count;
static int started, ready;
static void (*on_stanza)(client *, char *, size_t);

bool attribute(const char *text, const char *name, char *value, size_t size) {
  const char *end = strchr(text, '>');
  size_t length = strlen(name);
  for (const char *p = text; end && (p = strstr(p, name)) && p < end; p += length) {
    char quote = p[length] == '=' ? p[length + 1] : 0;
    if (p[-1] != ' ' || (quote != '\'' && quote != '"')) continue;
    const char *from = p + length + 2, *to = strchr(from, quote);
    if (!to || (size_t)(to - from) >= size) return false;
    memcpy(value, from, (size_t)(to - from));
    value[to - from] = 0;
    return true;
  }
  return false;
}

static void open_stream(client *c) {
  c->scanned = 0;
  c->depth = 0;
  net_print(c->link, "<?xml version='1.0'?><stream:stream to='%s' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>",
            setting("domain", "localhost"));
}

// Two loads at once take accounts of their own: the second one those from `first` on.
static int account(const client *c) { return (int)number("first", 0) + c->index; }

static void authenticate(client *c) {
  char plain[256], coded[400];
  if (!strcmp(setting("auth", "scram"), "plain")) {
    int length = snprintf(plain, sizeof plain, "%cu%d%c%s", 0, account(c), 0, setting("password", "pw"));
    to_base64(plain, (size_t)length, coded);
    net_print(c->link, "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>%s</auth>", coded);
  } else {
    snprintf(c->first, sizeof c->first, "n=u%d,r=load%dx%llx", account(c), c->index, (unsigned long long)now());
    to_base64(plain, (size_t)snprintf(plain, sizeof plain, "n,,%s", c->first), coded);
    net_print(c->link, "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='SCRAM-SHA-1'>%s</auth>", coded);
  }
  c->state = SIGNING_IN;
}

static void answer_challenge(client *c, char *text) {
  char first[512], answer[512], coded[700];
  char *from = strchr(text, '>') + 1;
  first[from_base64(from, first)] = 0;
  scram_answer(setting("password", "pw"), c->first, first, answer, sizeof answer);
  to_base64(answer, strlen(answer), coded);
  net_print(c->link, "<response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>%s</response>", coded);
}

static void bound(client *c, char *text) {
  char *from = strstr(text, "<jid>"), *to = from ? strchr(from, '/') : NULL;
  to = to ? strchr(to, '<') : NULL;
  if (!to || (size_t)(to - from - 5) >= sizeof c->jid) fail("client %d could not bind: %.300s", c->index, text);
  memcpy(c->jid, from + 5, (size_t)(to - from - 5));
  net_print(c->link, "<presence/>");
  c->state = READY;
  ready++;
}

static void sign_in_stanza(client *c, char *text) {
  bool features = strstr(text, "features") != NULL;
  if (c->state == OPENING && features) authenticate(c);
  else if (c->state == SIGNING_IN && !strncmp(text, "<challenge", 10)) answer_challenge(c, text);
  else if (c->state == SIGNING_IN && !strncmp(text, "<success", 8)) {
    c->state = REOPENING;
    open_stream(c);
  } else if (c->state == REOPENING && features) {
    net_print(c->link, "<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>load</resource></bind></iq>");
    c->state = BINDING;
  } else if (c->state == BINDING && strstr(text, "id=")) bound(c, text);
  else fail("client %d got in state %d: %.300s", c->index, c->state, text);
}

static void hand_over(client *c, char *text, char *end) {
  char kept = *end;
  *end = 0;
  if (c->state == READY) on_stanza(c, text, (size_t)(end - text));
  else sign_in_stanza(c, text);
  *end = kept;
}

// Finds whole stanzas by counting tags: what servers send is well-formed and has no '>' in attributes.
static void received(connection *link) {
  client *c = link->owner;
  size_t start = 0; // of the stanza that is being scanned
  for (;;) {
    char *from = link->in + c->scanned, *end = link->in + link->in_length;
    char *open = memchr(from, '<', (size_t)(end - from));
    char *close = open ? memchr(open, '>', (size_t)(end - open)) : NULL;
    if (!close) break;
    c->scanned = (size_t)(close + 1 - link->in);
    bool ends = open[1] == '/', empty = close[-1] == '/' || open[1] == '?';
    c->depth += ends ? -1 : !empty;
    if (c->depth == 0 && ends) break; // </stream:stream>
    if (c->depth > 1) continue;
    bool whole = c->depth == 1 && (ends || empty); // else the stream's start tag, or the XML declaration
    if (whole) hand_over(c, link->in + start + strspn(link->in + start, " \n"), close + 1);
    if (c->scanned == 0) { // signed in: a new stream begins behind <success/>
      link->in_length = 0;
      return;
    }
    start = c->scanned;
  }
  net_consume(link, start);
  c->scanned -= start;
}

static void connected(connection *link) { open_stream(link->owner); }
static void closed(connection *link) {
  client *c = link->owner;
  fail("client %d was disconnected: %.300s", c->index, link->in_length ? link->in : "");
}

static void start_client(void) {
  client *c = &clients[started];
  c->index = started++;
  c->link = net_dial(setting("host", "127.0.0.1"), (int)number("port", 5222), c);
  c->link->connected = connected;
  c->link->received = received;
  c->link->closed = closed;
}

static bool all_ready(void) {
  int parallel = (int)number("parallel", 8);
  while (started < client_count && started - ready < parallel) start_client();
  return ready == client_count;
}

void sign_in(int count, void (*stanza)(client *, char *, size_t)) {
  clients = calloc((size_t)count, sizeof *clients);
  if (!clients) fail("out of memory");
  client_count = count;
  on_stanza = stanza;
  net_until(all_ready, 30 + count * 0.05, "signing in");
}
