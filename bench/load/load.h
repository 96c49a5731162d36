// Load generator for the benches: one process, one thread, one epoll loop.
#ifndef LOAD_H
#define LOAD_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// ---- settings given as key=value (main.c)
const char *setting(const char *key, const char *fallback);
double number(const char *key, double fallback);
[[gnu::noreturn, gnu::format(printf, 1, 2)]] void fail(const char *format, ...);

// ---- figures, printed as one line of JSON at the end (figures.c)
void figure(const char *name, double value);
void print_figures(void);

// CPU seconds of the server's processes, and ours, over a stretch of time.
typedef struct { double wall, server, own; } stretch;
stretch stretch_begin(void);
stretch stretch_end(stretch begin);

void latency_reset(void);
void latency_add(uint64_t nanoseconds);
void latency_figures(void); // p50_ms, p99_ms

// ---- event loop and connections (net.c)
typedef struct connection connection;
struct connection {
  int fd;
  bool connecting, dirty, dead;
  uint32_t watched;
  char *in, *out;
  size_t in_length, in_capacity, out_length, out_sent, out_capacity;
  void (*connected)(connection *);
  void (*received)(connection *); // consumes from `in` with net_consume
  void (*readable)(connection *); // instead of `received`: reads the socket itself
  void (*writable)(connection *); // called while the socket takes more and `out` is empty
  void (*closed)(connection *);   // the peer has closed, or the connection broke
  void *owner;
};
uint64_t now(void); // monotonic nanoseconds
connection *net_dial(const char *host, int port, void *owner);
void net_send(connection *, const void *bytes, size_t length); // leaves at the end of the turn
[[gnu::format(printf, 2, 3)]] void net_print(connection *, const char *format, ...);
void net_consume(connection *, size_t length);
void net_want_write(connection *, bool);
void net_want_read(connection *, bool);
void net_close(connection *);
void net_turn(int max_milliseconds);
void net_run(double seconds);
// Runs until `done`; fails with `what` when that takes longer than `seconds`.
void net_until(bool (*done)(void), double seconds, const char *what);
extern void (*net_each_turn)(void);

// ---- hashes and base64 (sasl.c)
void sha1(const void *bytes, size_t length, uint8_t digest[20]);
void to_hex(const uint8_t *bytes, size_t length, char *text);
size_t to_base64(const void *bytes, size_t length, char *text);
size_t from_base64(const char *text, void *bytes);
// RFC 5802: answers `server_first` of an exchange opened with `client_first_bare`
void scram_answer(const char *password, const char *client_first_bare, const char *server_first, char *answer, size_t size);

// ---- XMPP clients (xmpp.c)
typedef struct client client;
struct client {
  int index;
  enum { OPENING, SIGNING_IN, REOPENING, BINDING, READY } state;
  connection *link;
  size_t scanned;
  int depth;
  char jid[128], first[128];
  void *owner;
};
extern client *clients;
extern int client_count;
// Signs in `count` clients, a few at a time (setting `parallel`), and waits until all are ready.
void sign_in(int count, void (*stanza)(client *, char *text, size_t length));
// Copies attribute `name` of the first tag in `text`. @returns false when it has none
bool attribute(const char *text, const char *name, char *value, size_t size);

// ---- benches
void bench_route(void);
void bench_mix(void);
void bench_sessions(void);
void bench_relay(void);
void bench_upload(void);
#endif
