// load mix n=200 [rate=1000] [seconds=8]
// What a server's day is made of: of a hundred things that somebody does, 66 are chat messages, 30 presence, and four are
// files: three negotiated for SOCKS5, whose bytes go past the server, and one that is sent in-band in four blocks.
// Without `rate` the loop is closed: what is done is followed by the next thing, so the server is always busy.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "load.h"

enum { BLOCKS = 4, BLOCK = 4096 };

static const char S5B[] = "http://jabber.org/protocol/bytestreams", IBB[] = "http://jabber.org/protocol/ibb";
static bool closed_loop, measuring;
static uint64_t delivered, errors, sequence;
static char text[260], block[BLOCK / 3 * 4 + 8];
static unsigned *steps; // of each client

// An id says what it belongs to: the step, when that was due, and which transfer.
typedef struct { char step; uint64_t at, transfer; } name;

static name read_name(const char *id) {
  char *end;
  name n = {id[0], strtoull(id + 1, &end, 16), 0};
  if (*end == '-') n.transfer = strtoull(end + 1, NULL, 16);
  return n;
}

#define ID "%c%llx-%llx"
#define NAMED(step, n) (step), (unsigned long long)(n).at, (unsigned long long)(n).transfer

static const char *peer(client *c) { return clients[c->index ^ 1].jid; }

static void send_offer(client *c, name n) {
  bool in_band = n.step == 'i';
  net_print(c->link,
            "<iq to='%s' type='set' id='" ID "'><si xmlns='http://jabber.org/protocol/si' id='mix-%llx' mime-type='image/jpeg' "
            "profile='http://jabber.org/protocol/si/profile/file-transfer'><file xmlns='http://jabber.org/protocol/si/profile/file-transfer' "
            "name='holiday-%llu.jpg' size='%d'><desc>%.100s</desc></file>"
            "<feature xmlns='http://jabber.org/protocol/feature-neg'><x xmlns='jabber:x:data' type='form'><field var='stream-method' type='list-single'>"
            "<option><value>%s</value></option></field></x></feature></si></iq>",
            peer(c), NAMED(n.step, n), (unsigned long long)n.transfer, (unsigned long long)n.transfer, BLOCKS * BLOCK, text, in_band ? IBB : S5B);
}

static void act(client *c, uint64_t at) {
  unsigned n = (steps[c->index]++ + (unsigned)c->index * 37) % 100;
  name file = {n == 55 ? 'i' : 'o', at, 0};
  if (n == 55 || n % 33 == 10) {
    file.transfer = ++sequence;
    send_offer(c, file);
  } else if (n % 10 == 3 || n % 10 == 6 || n % 10 == 9)
    net_print(c->link, "<presence to='%s' id='p%llx'><show>away</show><status>%.40s</status></presence>", peer(c), (unsigned long long)at, text);
  else
    net_print(c->link, "<message to='%s' type='chat' id='m%llx'><body>%.150s</body><active xmlns='http://jabber.org/protocol/chatstates'/></message>",
              peer(c), (unsigned long long)at, text);
}

static void done(client *c) {
  if (closed_loop) act(c, now());
}

static void arrived(name n) {
  if (measuring) latency_add(now() - n.at);
}

static void answer(client *c, name n) {
  if (n.step == 'o' || n.step == 'i')
    net_print(c->link,
              "<iq to='%s' type='result' id='" ID "'><si xmlns='http://jabber.org/protocol/si'><feature xmlns='http://jabber.org/protocol/feature-neg'>"
              "<x xmlns='jabber:x:data' type='submit'><field var='stream-method'><value>%s</value></field></x></feature></si></iq>",
              peer(c), NAMED(n.step, n), n.step == 'i' ? IBB : S5B);
  else if (n.step == 'h')
    net_print(c->link, "<iq to='%s' type='result' id='" ID "'><query xmlns='%s' sid='mix-%llx'><streamhost-used jid='%s'/></query></iq>", peer(c), NAMED('h', n), S5B,
              (unsigned long long)n.transfer, peer(c));
  else net_print(c->link, "<iq to='%s' type='result' id='" ID "'/>", peer(c), NAMED(n.step, n));
}

static void send_block(client *c, name n, int seq) {
  net_print(c->link, "<iq to='%s' type='set' id='" ID "'><data xmlns='%s' sid='mix-%llx' seq='%d'>%s</data></iq>", peer(c), NAMED('0' + seq, n), IBB,
            (unsigned long long)n.transfer, seq, block);
}

// The next step of who sends the file, when the one before it was answered.
static void go_on(client *c, name n) {
  unsigned long long transfer = n.transfer;
  if (n.step == 'o')
    net_print(c->link, "<iq to='%s' type='set' id='" ID "'><query xmlns='%s' sid='mix-%llx' mode='tcp'><streamhost jid='%s' host='192.0.2.7' port='8010'/></query></iq>",
              peer(c), NAMED('h', n), S5B, transfer, c->jid);
  else if (n.step == 'i')
    net_print(c->link, "<iq to='%s' type='set' id='" ID "'><open xmlns='%s' sid='mix-%llx' block-size='%d' stanza='iq'/></iq>", peer(c), NAMED('b', n), IBB, transfer, BLOCK);
  else if (n.step == 'b') send_block(c, n, 0);
  else if (n.step >= '0' && n.step < '0' + BLOCKS - 1) send_block(c, n, n.step - '0' + 1);
  else if (n.step == '0' + BLOCKS - 1)
    net_print(c->link, "<iq to='%s' type='set' id='" ID "'><close xmlns='%s' sid='mix-%llx'/></iq>", peer(c), NAMED('c', n), IBB, transfer);
  else done(c);
}

static void stanza(client *c, char *xml, size_t length) {
  char id[80], type[16] = "";
  (void)length;
  if (!attribute(xml, "id", id, sizeof id)) return;
  attribute(xml, "type", type, sizeof type);
  name n = read_name(id);
  if (n.at == 0) return;
  if (!strcmp(type, "error")) {
    if (!errors++) fprintf(stderr, "load: error: %.600s\n", xml);
    return;
  }
  delivered++;
  if (xml[1] != 'i') {
    arrived(n);
    done(&clients[c->index ^ 1]);
  } else if (!strcmp(type, "set")) {
    if (n.step == 'o' || n.step == 'i') arrived(n);
    answer(c, n);
  } else if (!strcmp(type, "result")) go_on(c, n);
}

static double rate;
static uint64_t begun_at, sent;

static void act_when_due(void) {
  uint64_t due = (uint64_t)((double)(now() - begun_at) / 1e9 * rate);
  for (; sent < due; sent++) act(&clients[sent % (uint64_t)client_count], begun_at + (uint64_t)((double)sent / rate * 1e9));
}

void bench_mix(void) {
  int n = (int)number("n", 200) & ~1;
  rate = number("rate", 0);
  closed_loop = rate <= 0;
  static const char words[] = "A parcel goes over the wire and waits for its waybill to be signed. ";
  for (size_t i = 0; i < sizeof text - 1; i++) text[i] = words[i % (sizeof words - 1)];
  static char bytes[BLOCK];
  for (size_t i = 0; i < BLOCK; i++) bytes[i] = (char)(i * 37);
  block[to_base64(bytes, BLOCK, block)] = 0;
  steps = calloc((size_t)n, sizeof *steps);
  sign_in(n, stanza);
  net_run(1);
  begun_at = now();
  if (closed_loop)
    for (int i = 0; i < n; i++) act(&clients[i], now());
  else net_each_turn = act_when_due;
  net_run(number("warm", 2));
  measuring = true;
  uint64_t before = delivered;
  stretch s = stretch_begin();
  net_run(number("seconds", 8));
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
