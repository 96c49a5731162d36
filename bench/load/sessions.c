// load sessions n=5000
// Signs in n clients, prints what that cost, and then stays until standard input ends, so that memory can be read.
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "load.h"

static void stanza(client *c, char *xml, size_t length) {
  char id[80], from[128], type[16];
  (void)length;
  if (strncmp(xml, "<iq", 3) || !attribute(xml, "type", type, sizeof type) || strcmp(type, "get")) return;
  if (!attribute(xml, "id", id, sizeof id)) return;
  if (attribute(xml, "from", from, sizeof from)) net_print(c->link, "<iq type='result' id='%s' to='%s'/>", id, from);
  else net_print(c->link, "<iq type='result' id='%s'/>", id);
}

static bool released(void) {
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  return poll(&input, 1, 0) > 0;
}

void bench_sessions(void) {
  int n = (int)number("n", 1000);
  stretch s = stretch_begin();
  sign_in(n, stanza);
  s = stretch_end(s);
  figure("logins_per_s", n / s.wall);
  figure("cpu_ms_per_login", s.server / n * 1e3);
  print_figures();
  net_until(released, 3600, "waiting");
  exit(0);
}
