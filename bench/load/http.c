#define _GNU_SOURCE // strcasestr
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include "http.h"

enum { PIECE = 256 * 1024, DISCARD = 4 << 20 };

static char payload[PIECE];

// How many bytes a paced exchange may move by now.
static uint64_t allowance(const exchange *x, uint64_t done) {
  if (x->rate <= 0) return UINT64_MAX;
  uint64_t due = (uint64_t)((double)(now() - x->begun_at) / 1e9 * x->rate);
  return due > done ? due - done : 0;
}

static uint64_t smaller(uint64_t a, uint64_t b) { return a < b ? a : b; }

static void send_body(connection *c) {
  exchange *x = c->owner;
  while (x->sent < x->body) {
    uint64_t allowed = allowance(x, x->sent);
    if (allowed == 0) break;
    size_t offset = x->sent % PIECE;
    size_t length = (size_t)smaller(smaller(allowed, x->body - x->sent), PIECE - offset);
    ssize_t sent = send(c->fd, payload + offset, length, 0);
    if (sent < 0 && errno == EAGAIN) return net_want_write(c, true);
    if (sent < 0) fail("the server broke a PUT: %s", strerror(errno));
    x->sent += (uint64_t)sent;
  }
  net_want_write(c, false);
}

static void finish(exchange *x) {
  connection *c = x->link;
  x->busy = false;
  c->writable = NULL;
  c->readable = NULL;
  if (x->closing) {
    x->link = NULL;
    net_close(c);
  }
  x->finished(x);
}

// The kernel throws the bytes away (MSG_TRUNC), and they cost us nothing.
static void discard(connection *c) {
  exchange *x = c->owner;
  while (x->got < x->answer) {
    uint64_t allowed = allowance(x, x->got);
    if (allowed == 0) {
      x->paused = true;
      return net_want_read(c, false);
    }
    ssize_t got = recv(c->fd, payload, smaller(smaller(allowed, x->answer - x->got), DISCARD), MSG_TRUNC);
    if (got < 0 && errno == EAGAIN) return;
    if (got <= 0) fail("the server broke a GET at %llu of %llu bytes", (unsigned long long)x->got, (unsigned long long)x->answer);
    x->got += (uint64_t)got;
  }
  finish(x);
}

static const char *header(const char *head, const char *name) {
  const char *line = strcasestr(head, name);
  return line ? line + strlen(name) : NULL;
}

static void received(connection *c) {
  exchange *x = c->owner;
  if (!x->busy) fail("the server says what nobody asked for: %.200s", c->in);
  char *end = strstr(c->in, "\r\n\r\n");
  if (!end) return;
  *end = 0;
  x->status = atoi(c->in + 9);
  const char *length = header(c->in, "\r\nContent-Length:"), *kept = header(c->in, "\r\nConnection:");
  if (!length && x->status != 204 && x->status != 201) fail("an answer of unknown length: %.600s", c->in);
  x->answer = length ? strtoull(length, NULL, 10) : 0;
  x->closing = kept && !strncasecmp(kept + strspn(kept, " "), "close", 5);
  x->head_read = true;
  size_t head = (size_t)(end + 4 - c->in);
  x->got = smaller(c->in_length - head, x->answer);
  if (x->status >= 300) fail("status %d: %.300s", x->status, end + 4);
  net_consume(c, head + (size_t)x->got);
  c->readable = discard;
  if (x->got == x->answer) finish(x);
}

static void closed(connection *c) {
  exchange *x = c->owner;
  if (x->busy) fail("the server closed a connection in a request");
  x->link = NULL; // it keeps connections for a while only
}

static void connected(connection *c) {
  if (((exchange *)c->owner)->body == 0) return;
  c->writable = send_body; // once the head has left
  net_want_write(c, true);
}

void http_start(exchange *x, const char *method, const char *path, const char *headers, uint64_t body) {
  static uint64_t sequence;
  if (!x->link) {
    x->link = net_dial(setting("host", "127.0.0.1"), (int)number("http", 80), x);
    x->link->received = received;
    x->link->closed = closed;
    x->link->connected = connected;
  }
  if (!payload[1]) memset(payload, 'w', sizeof payload);
  x->busy = true;
  x->head_read = x->closing = x->paused = false;
  x->body = body;
  x->sent = x->got = x->answer = 0;
  x->begun_at = now();
  net_print(x->link, "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%s", method, path, (int)number("http", 80), headers);
  if (!strcmp(method, "PUT")) {
    char first[64];
    int length = snprintf(first, sizeof first, "file %llu of %llx\n", (unsigned long long)++sequence, (unsigned long long)x->begun_at);
    net_print(x->link, "Content-Type: application/octet-stream\r\nContent-Length: %llu\r\n\r\n", (unsigned long long)body);
    x->sent = smaller((uint64_t)length, body);
    net_send(x->link, first, (size_t)x->sent);
  } else net_print(x->link, "\r\n");
  if (!x->link->connecting) connected(x->link);
}

void http_pace(exchange *x) {
  if (!x->busy || !x->link || x->link->connecting || x->rate <= 0) return;
  if (x->link->out_length > 0) return; // the head first
  if (x->sent < x->body && x->link->writable) return send_body(x->link);
  if (!x->paused || allowance(x, x->got) == 0) return;
  x->paused = false;
  net_want_read(x->link, true);
}
