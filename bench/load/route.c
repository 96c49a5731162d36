// load route kind=message|offer n=200 [rate=2000|total=10000] …
// Clients in pairs send each other chat messages of 300 bytes, or SI file offers that the other side accepts.
// Without `rate` the loop is closed: each delivery sends the next, so the server is always busy. With `total` so many are
// sent at once, and everything has to arrive.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "load.h"

static bool offers, closed_loop, measuring;
static uint64_t delivered, errors, sequence;
static char text[400];

static void send_message(client *c, uint64_t at) {
  char stanza[1024];
  int length = snprintf(stanza, sizeof stanza, "<message to='%s' type='chat' id='%016llx'><body>", clients[c->index ^ 1].jid, (unsigned long long)at);
  static const char tail[] = "</body><active xmlns='http://jabber.org/protocol/chatstates'/></message>";
  length += snprintf(stanza + length, sizeof stanza - (size_t)length, "%.*s%s", 300 - length - (int)sizeof tail + 1, text, tail);
  net_send(c->link, stanza, (size_t)length);
}

// XEP-0095, XEP-0096: the sid is new each time, as each offer is one transfer
static void send_offer(client *c, uint64_t at) {
  unsigned long long n = ++sequence;
  net_print(c->link,
            "<iq to='%s' type='set' id='%016llx'><si xmlns='http://jabber.org/protocol/si' id='load-%llx-%llx' mime-type='image/jpeg' "
            "profile='http://jabber.org/protocol/si/profile/file-transfer'><file xmlns='http://jabber.org/protocol/si/profile/file-transfer' "
            "name='holiday-%llu.jpg' size='2481152' hash='552da749930852c69ae5d2141d3766b1' date='2026-01-02T03:04:05Z'><desc>%.150s</desc><range/></file>"
            "<feature xmlns='http://jabber.org/protocol/feature-neg'><x xmlns='jabber:x:data' type='form'><field var='stream-method' type='list-single'>"
            "<option><value>http://jabber.org/protocol/bytestreams</value></option><option><value>http://jabber.org/protocol/ibb</value></option>"
            "</field></x></feature></si></iq>",
            clients[c->index ^ 1].jid, (unsigned long long)at, (unsigned long long)at, n, n, text);
}

static void send_next(client *c, uint64_t at) { (offers ? send_offer : send_message)(c, at); }

static void accept_offer(client *c, const char *id) {
  net_print(c->link,
            "<iq to='%s' type='result' id='%s'><si xmlns='http://jabber.org/protocol/si'><feature xmlns='http://jabber.org/protocol/feature-neg'>"
            "<x xmlns='jabber:x:data' type='submit'><field var='stream-method'><value>http://jabber.org/protocol/bytestreams</value></field></x>"
            "</feature></si></iq>",
            clients[c->index ^ 1].jid, id);
}

static void arrived(const char *id) {
  delivered++;
  if (measuring) latency_add(now() - strtoull(id, NULL, 16));
}

static void stanza(client *c, char *xml, size_t length) {
  char id[80], type[16] = "";
  (void)length;
  if (!attribute(xml, "id", id, sizeof id) || strlen(id) != 16) return;
  attribute(xml, "type", type, sizeof type);
  if (!strcmp(type, "error")) {
    if (!errors++) fprintf(stderr, "load: error: %.600s\n", xml);
  } else if (xml[1] == 'm') {
    if (!strstr(xml, "</body>")) errors++;
    arrived(id);
    if (closed_loop) send_message(c, now());
  } else if (!strcmp(type, "set")) {
    arrived(id);
    accept_offer(c, id);
  } else if (!strcmp(type, "result")) {
    delivered++;
    if (closed_loop) send_offer(c, now());
  }
}

static double rate;
static uint64_t begun_at, sent;

// Sends what is due by now. The instant counted from is when a stanza was due, not when we came round to it.
static void send_due(void) {
  uint64_t due = (uint64_t)((double)(now() - begun_at) / 1e9 * rate);
  for (; sent < due; sent++) send_next(&clients[sent % (uint64_t)client_count], begun_at + (uint64_t)((double)sent / rate * 1e9));
}

static uint64_t expected;
static bool all_arrived(void) { return delivered >= expected; }

static void burst(double total) {
  expected = (uint64_t)total * (offers ? 2 : 1);
  for (uint64_t i = 0; i < (uint64_t)total; i++) send_next(&clients[i % (uint64_t)client_count], now());
  net_until(all_arrived, 120, "the burst");
}

void bench_route(void) {
  int n = (int)number("n", 200) & ~1;
  offers = !strcmp(setting("kind", "message"), "offer");
  rate = number("rate", 0);
  double total = number("total", 0);
  closed_loop = rate <= 0 && total <= 0;
  static const char words[] = "A parcel goes over the wire and waits for its waybill to be signed. ";
  for (size_t i = 0; i < sizeof text - 1; i++) text[i] = words[i % (sizeof words - 1)];
  sign_in(n, stanza);
  net_run(1);
  int window = n >= 256 ? 1 : 256 / n;
  begun_at = now();
  if (closed_loop)
    for (int i = 0; i < n * window; i++) send_next(&clients[i % n], now());
  else if (rate > 0) net_each_turn = send_due;
  net_run(number("warm", 2));
  measuring = true;
  uint64_t before = delivered;
  stretch s = stretch_begin();
  if (total > 0) burst(total);
  else net_run(number("seconds", 8));
  double count = (double)(delivered - before);
  s = stretch_end(s);
  figure("delivered", (double)delivered);
  figure("delivered_per_s", count / s.wall);
  figure("cpu_s_per_100k", count > 0 ? s.server / count * 1e5 : 0);
  figure("server_cores", s.server / s.wall);
  figure("load_cores", s.own / s.wall);
  figure("errors", (double)errors);
  latency_figures();
}
