// load relay streams=8 bytes=1073741824          files of bytes/streams each, all at once; before them, of `first` bytes
// load relay streams=8 size=1024 seconds=8       small files one after the other, on each pair of clients
// Each file is a whole negotiation: SI offer and answer, streamhosts, both SOCKS5 connections, activation.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include "load.h"

enum { MAX_STREAMS = 1024, PIECE = 256 * 1024 };

typedef struct {
  client *sender, *receiver;
  connection *from, *to; // their SOCKS5 connections
  char sid[64], address[41];
  uint64_t size, sent, got, begun_at;
  bool from_greeted, to_greeted, sending;
} transfer;

static transfer transfers[MAX_STREAMS];
static int streams, busy;
static bool again, measuring;
static uint64_t finished, bytes, lost, sequence;
static char host[128], host_jid[128];
static int host_port;
static char payload[PIECE];

static const char S5B[] = "http://jabber.org/protocol/bytestreams";

static void begin(transfer *t) {
  char text[512];
  uint8_t digest[20];
  t->sent = t->got = 0;
  t->from_greeted = t->to_greeted = t->sending = false;
  t->begun_at = now();
  snprintf(t->sid, sizeof t->sid, "s%llx-%llx", (unsigned long long)++sequence, (unsigned long long)t->begun_at);
  int length = snprintf(text, sizeof text, "%s%s%s", t->sid, t->sender->jid, t->receiver->jid);
  sha1(text, (size_t)length, digest); // XEP-0065 §5.3.2
  to_hex(digest, 20, t->address);
  busy++;
  net_print(t->sender->link,
            "<iq to='%s' type='set' id='offer'><si xmlns='http://jabber.org/protocol/si' id='%s' profile='http://jabber.org/protocol/si/profile/file-transfer'>"
            "<file xmlns='http://jabber.org/protocol/si/profile/file-transfer' name='note-%llu.txt' size='%llu'/>"
            "<feature xmlns='http://jabber.org/protocol/feature-neg'><x xmlns='jabber:x:data' type='form'><field var='stream-method' type='list-single'>"
            "<option><value>%s</value></option></field></x></feature></si></iq>",
            t->receiver->jid, t->sid, (unsigned long long)sequence, (unsigned long long)t->size, S5B);
}

static void finish(transfer *t) {
  net_close(t->to);
  if (t->from) net_close(t->from);
  if (t->got != t->size) lost++;
  finished++;
  busy--;
  if (measuring) latency_add(now() - t->begun_at);
  if (again) begin(t);
}

static void send_payload(connection *c) {
  transfer *t = c->owner;
  while (t->sending) {
    uint64_t left = t->size - t->sent;
    ssize_t sent = send(c->fd, payload, left < PIECE ? left : PIECE, 0);
    if (sent < 0 && errno == EAGAIN) return net_want_write(c, true);
    if (sent < 0) fail("the proxy broke the sender's connection: %s", strerror(errno));
    t->sent += (uint64_t)sent;
    if (t->sent < t->size) continue;
    t->sending = false;
    shutdown(c->fd, SHUT_WR);
  }
  net_want_write(c, false);
}

static void take_payload(connection *c) {
  transfer *t = c->owner;
  ssize_t got;
  // MSG_TRUNC: the kernel throws the bytes away, and they cost us nothing
  while ((got = recv(c->fd, payload, 4 << 20, MSG_TRUNC)) > 0) {
    t->got += (uint64_t)got;
    bytes += (uint64_t)got;
  }
  if (got == 0) finish(t);
  else if (errno != EAGAIN) fail("the proxy broke the receiver's connection: %s", strerror(errno));
}

static void connected_to_host(transfer *t, connection *c) {
  if (c == t->to) {
    c->readable = take_payload;
    net_print(t->receiver->link, "<iq to='%s' type='result' id='hosts'><query xmlns='%s' sid='%s'><streamhost-used jid='%s'/></query></iq>",
              t->sender->jid, S5B, t->sid, host_jid);
  } else
    net_print(t->sender->link, "<iq to='%s' type='set' id='activate'><query xmlns='%s' sid='%s'><activate>%s</activate></query></iq>",
              host_jid, S5B, t->sid, t->receiver->jid);
}

static void socks_received(connection *c) {
  transfer *t = c->owner;
  bool *greeted = c == t->to ? &t->to_greeted : &t->from_greeted;
  if (!*greeted) {
    if (c->in_length < 2) return;
    if (c->in[0] != 5 || c->in[1] != 0) fail("the proxy wants a password");
    *greeted = true;
    net_consume(c, 2);
    char request[47] = {5, 1, 0, 3, 40};
    memcpy(request + 5, t->address, 40);
    net_send(c, request, sizeof request);
  } else if (c->in_length >= 47) {
    if (c->in[1] != 0) fail("the proxy refused the connection with %d", c->in[1]);
    net_consume(c, 47);
    connected_to_host(t, c);
  }
}

static void socks_connected(connection *c) { net_send(c, "\5\1\0", 3); }
static void socks_closed(connection *c) {
  transfer *t = c->owner;
  if (c != t->from || t->sent < t->size) fail("the proxy closed a connection in the handshake");
  t->from = NULL; // sent everything, and the proxy has closed that side first
}

static connection *dial_host(transfer *t) {
  connection *c = net_dial(host, host_port, t);
  c->connected = socks_connected;
  c->received = socks_received;
  c->closed = socks_closed;
  return c;
}

static void streamhosts(const char *xml) {
  char port[16];
  const char *first = strstr(xml, "<streamhost");
  if (!first || !attribute(first, "host", host, sizeof host) || !attribute(first, "port", port, sizeof port)) fail("no streamhost: %.300s", xml);
  if (!attribute(first, "jid", host_jid, sizeof host_jid)) fail("no streamhost: %.300s", xml);
  snprintf(host, sizeof host, "%s", "127.0.0.1"); // whatever is advertised, we are on the same machine
  host_port = atoi(port);
}

static void stanza(client *c, char *xml, size_t length) {
  char id[80], type[16];
  (void)length;
  if (xml[1] != 'i' || !attribute(xml, "id", id, sizeof id) || !attribute(xml, "type", type, sizeof type)) return;
  if (!strcmp(type, "error")) fail("refused: %.600s", xml);
  transfer *t = c->owner;
  bool receives = c == t->receiver;
  if (!strcmp(id, "discover")) streamhosts(xml);
  else if (!strcmp(id, "offer") && receives)
    net_print(c->link,
              "<iq to='%s' type='result' id='offer'><si xmlns='http://jabber.org/protocol/si'><feature xmlns='http://jabber.org/protocol/feature-neg'>"
              "<x xmlns='jabber:x:data' type='submit'><field var='stream-method'><value>%s</value></field></x></feature></si></iq>",
              t->sender->jid, S5B);
  else if (!strcmp(id, "offer"))
    net_print(c->link, "<iq to='%s' type='set' id='hosts'><query xmlns='%s' sid='%s' mode='tcp'><streamhost jid='%s' host='%s' port='%d'/></query></iq>",
              t->receiver->jid, S5B, t->sid, host_jid, host, host_port);
  else if (!strcmp(id, "hosts") && receives) t->to = dial_host(t);
  else if (!strcmp(id, "hosts")) t->from = dial_host(t);
  else if (!strcmp(id, "activate")) {
    t->sending = true;
    t->from->writable = send_payload;
    send_payload(t->from);
  }
}

static bool discovered(void) { return host_port != 0; }
static bool idle(void) { return busy == 0; }

static void run(uint64_t size) {
  for (int i = 0; i < streams; i++) {
    transfers[i].size = size;
    begin(&transfers[i]);
  }
}

void bench_relay(void) {
  streams = (int)number("streams", 1);
  if (streams > MAX_STREAMS) fail("at most %d streams", MAX_STREAMS);
  double small = number("size", 0), large = number("bytes", 0);
  sign_in(2 * streams, stanza);
  for (int i = 0; i < streams; i++) {
    transfers[i] = (transfer){.sender = &clients[2 * i], .receiver = &clients[2 * i + 1]};
    clients[2 * i].owner = clients[2 * i + 1].owner = &transfers[i];
  }
  net_print(clients[0].link, "<iq to='%s' type='get' id='discover'><query xmlns='%s'/></iq>", setting("proxy", "proxy.localhost"), S5B);
  net_until(discovered, 5, "discovering the proxy");
  run(small > 0 ? (uint64_t)small : (uint64_t)number("first", 8 << 20)); // warms up
  net_until(idle, 60, "the first files");
  finished = bytes = 0;
  measuring = true;
  stretch s = stretch_begin();
  again = small > 0;
  run(small > 0 ? (uint64_t)small : (uint64_t)large / (uint64_t)streams);
  if (small > 0) net_run(number("seconds", 8));
  else net_until(idle, 600, "the files");
  s = stretch_end(s);
  measuring = again = false;
  if (small > 0) {
    figure("transfers_per_s", (double)finished / s.wall);
    figure("cpu_s_per_1k", s.server / (double)finished * 1e3);
  } else {
    figure("gb_per_s", (double)bytes / s.wall / 1e9);
    figure("cpu_s_per_gb", s.server / ((double)bytes / 1e9));
  }
  figure("server_cores", s.server / s.wall);
  figure("load_cores", s.own / s.wall);
  if (small > 0) latency_figures();
  net_until(idle, 30, "the last files");
  figure("lost", (double)lost);
}
