#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include "load.h"

enum { READ_BYTES = 256 * 1024 };

static int poller = -1;
static char scratch[READ_BYTES];
static connection **dirty, **dead; // to be written, and freed, at the end of the turn
static size_t dirty_count, dirty_capacity, dead_count, dead_capacity;
void (*net_each_turn)(void);

uint64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

static void *grown(void *memory, size_t *capacity, size_t wanted, size_t size) {
  if (wanted <= *capacity) return memory;
  while (*capacity < wanted) *capacity = *capacity ? *capacity * 2 : 1024;
  memory = realloc(memory, *capacity * size);
  if (!memory) fail("out of memory");
  return memory;
}

static void watch(connection *c, uint32_t events) {
  if (c->watched == events) return;
  struct epoll_event event = {.events = events, .data.ptr = c};
  if (epoll_ctl(poller, EPOLL_CTL_MOD, c->fd, &event)) fail("epoll_ctl: %s", strerror(errno));
  c->watched = events;
}

connection *net_dial(const char *host, int port, void *owner) {
  if (poller < 0) poller = epoll_create1(EPOLL_CLOEXEC);
  connection *c = calloc(1, sizeof *c);
  if (!c) fail("out of memory");
  c->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (c->fd < 0) fail("socket: %s", strerror(errno));
  int on = 1;
  setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
  if (inet_pton(AF_INET, host, &address.sin_addr) != 1) fail("not an IPv4 address: %s", host);
  if (connect(c->fd, (struct sockaddr *)&address, sizeof address) && errno != EINPROGRESS)
    fail("connect to port %d: %s", port, strerror(errno));
  c->owner = owner;
  c->connecting = true;
  c->watched = EPOLLIN | EPOLLOUT;
  struct epoll_event event = {.events = c->watched, .data.ptr = c};
  if (epoll_ctl(poller, EPOLL_CTL_ADD, c->fd, &event)) fail("epoll_ctl: %s", strerror(errno));
  return c;
}

void net_send(connection *c, const void *bytes, size_t length) {
  if (c->dead) return;
  c->out = grown(c->out, &c->out_capacity, c->out_length + length, 1);
  memcpy(c->out + c->out_length, bytes, length);
  c->out_length += length;
  if (c->dirty) return;
  c->dirty = true;
  dirty = grown(dirty, &dirty_capacity, dirty_count + 1, sizeof *dirty);
  dirty[dirty_count++] = c;
}

void net_print(connection *c, const char *format, ...) {
  char text[8192];
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  if (length >= (int)sizeof text) fail("a stanza is too long");
  net_send(c, text, (size_t)length);
}

void net_consume(connection *c, size_t length) {
  c->in_length -= length;
  memmove(c->in, c->in + length, c->in_length);
}

void net_want_write(connection *c, bool wanted) { watch(c, EPOLLIN | (wanted ? EPOLLOUT : 0)); }
void net_want_read(connection *c, bool wanted) { watch(c, wanted ? EPOLLIN : 0); }

void net_close(connection *c) {
  if (c->dead) return;
  c->dead = true;
  close(c->fd);
  dead = grown(dead, &dead_capacity, dead_count + 1, sizeof *dead);
  dead[dead_count++] = c;
}

static void broken(connection *c) {
  if (c->dead) return;
  if (c->closed) c->closed(c);
  net_close(c);
}

static void flush(connection *c) {
  if (c->connecting) return; // what waits leaves when there is a connection
  while (!c->dead && c->out_sent < c->out_length) {
    ssize_t sent = send(c->fd, c->out + c->out_sent, c->out_length - c->out_sent, 0);
    if (sent < 0 && errno == EAGAIN) return watch(c, EPOLLIN | EPOLLOUT);
    if (sent < 0) return broken(c);
    c->out_sent += (size_t)sent;
  }
  c->out_sent = c->out_length = 0;
}

static void read_some(connection *c) {
  if (c->readable) return c->readable(c);
  ssize_t got = recv(c->fd, scratch, sizeof scratch, 0);
  if (got < 0 && errno == EAGAIN) return;
  if (got <= 0) return broken(c);
  c->in = grown(c->in, &c->in_capacity, c->in_length + (size_t)got + 1, 1);
  memcpy(c->in + c->in_length, scratch, (size_t)got);
  c->in_length += (size_t)got;
  c->in[c->in_length] = 0;
  c->received(c);
}

static void write_some(connection *c) {
  if (c->connecting) {
    int error = 0;
    socklen_t length = sizeof error;
    getsockopt(c->fd, SOL_SOCKET, SO_ERROR, &error, &length);
    if (error) fail("connect: %s", strerror(error));
    c->connecting = false;
    if (c->connected) c->connected(c);
  }
  if (c->dead) return;
  if (c->out_sent < c->out_length) flush(c);
  if (c->dead || c->out_sent < c->out_length) return;
  if (c->writable) c->writable(c);
  else watch(c, EPOLLIN);
}

void net_turn(int max_milliseconds) {
  struct epoll_event events[512];
  for (size_t i = 0; i < dirty_count; i++) {
    dirty[i]->dirty = false;
    flush(dirty[i]);
  }
  dirty_count = 0;
  for (size_t i = 0; i < dead_count; i++) {
    free(dead[i]->in);
    free(dead[i]->out);
    free(dead[i]);
  }
  dead_count = 0;
  int count = epoll_wait(poller, events, 512, max_milliseconds);
  for (int i = 0; i < count; i++) {
    connection *c = events[i].data.ptr;
    if (!c->dead && events[i].events & EPOLLOUT) write_some(c);
    if (!c->dead && events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) read_some(c);
  }
  if (net_each_turn) net_each_turn();
}

void net_run(double seconds) {
  for (uint64_t end = now() + (uint64_t)(seconds * 1e9); now() < end;) net_turn(1);
}

void net_until(bool (*done)(void), double seconds, const char *what) {
  for (uint64_t end = now() + (uint64_t)(seconds * 1e9); !done();) {
    if (now() > end) fail("%s took longer than %g s", what, seconds);
    net_turn(10);
  }
}
